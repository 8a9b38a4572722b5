'use client'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { Tooltip } from './Tooltip'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** The accessible name, and the tooltip. */
  label: string
  icon: ReactNode
  shortcut?: readonly string[]
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
  size?: 32 | 40
}

export function IconButton(props: IconButtonProps) {
  const { label, icon, shortcut, tooltipSide, size = 32, className, ...rest } = props
  return (
    <Tooltip text={label} shortcut={shortcut} side={tooltipSide}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={iconButtonClass(size, className)}
      >
        {icon}
      </button>
    </Tooltip>
  )
}

/** The look of an icon button, for other triggers that look like one. */
export function iconButtonClass(size: 32 | 40 = 32, className?: string): string {
  return cn(look, sizes[size], className)
}

const look =
  'inline-flex shrink-0 items-center justify-center text-fg-muted transition-[background-color,color] duration-100 ease-out hover:bg-hover hover:text-fg active:bg-active aria-pressed:bg-selected aria-pressed:text-accent-fg disabled:cursor-not-allowed disabled:text-fg-disabled pointer-coarse:min-h-11 pointer-coarse:min-w-11'

const sizes = {
  32: 'size-8 rounded-md [&_.lucide]:size-4.5',
  40: 'size-10 rounded-lg [&_.lucide]:size-5',
}
