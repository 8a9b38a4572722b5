'use client'
import * as Radix from 'radix-ui/tooltip'
import type { ReactNode } from 'react'
import { Kbd } from './Kbd'

interface TooltipProps {
  text: ReactNode
  /** As for `Kbd`: `['mod', 'K']`. */
  shortcut?: readonly string[] | undefined
  side?: 'top' | 'right' | 'bottom' | 'left' | undefined
  /** One element that takes focus. */
  children: ReactNode
}

export function Tooltip({ text, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={500} disableHoverableContent={false}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content side={side} sideOffset={6} collisionPadding={8} className={look}>
            {text}
            {shortcut && <Kbd keys={shortcut} />}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}

const look =
  'z-60 flex max-w-70 animate-float items-center gap-2 rounded-md border border-border bg-raised px-2 py-1 text-fg text-xs shadow-2'
