'use client'
import { Check } from 'lucide-react'
import * as Radix from 'radix-ui/dropdown-menu'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Not modal: the page behind an open menu stays readable to everyone. */
export function Menu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />
}

export const MenuTrigger = Radix.Trigger

interface MenuContentProps extends ComponentProps<typeof Radix.Content> {
  /** Stays in the trigger's landmark; not where something around it clips or moves. */
  inline?: boolean
  /** Where something does: goes to the end of the page's main landmark. */
  inMain?: boolean
}

export function MenuContent({
  inline = false,
  inMain = false,
  className,
  ...rest
}: MenuContentProps) {
  const content = (
    <Radix.Content
      sideOffset={6}
      collisionPadding={8}
      {...rest}
      className={cn(
        'z-50 min-w-48 max-w-80 animate-float rounded-xl border border-border bg-raised p-1.5 shadow-3',
        className,
      )}
    />
  )
  if (inline) return content
  const container = inMain ? document.querySelector('main') : null
  return <Radix.Portal container={container}>{content}</Radix.Portal>
}

interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  tone?: 'danger'
}

export function MenuItem({ className, tone, ...rest }: MenuItemProps) {
  return (
    <Radix.Item {...rest} className={cn(row, tone ? 'text-danger-fg' : 'text-fg', className)} />
  )
}

export function MenuCheckboxItem(props: ComponentProps<typeof Radix.CheckboxItem>) {
  const { className, children, ...rest } = props
  return (
    <Radix.CheckboxItem {...rest} className={cn(row, 'text-fg', className)}>
      {children}
      <Ticked />
    </Radix.CheckboxItem>
  )
}

export const MenuRadioGroup = Radix.RadioGroup

export function MenuRadioItem(props: ComponentProps<typeof Radix.RadioItem>) {
  const { className, children, ...rest } = props
  return (
    <Radix.RadioItem {...rest} className={cn(row, 'text-fg', className)}>
      {children}
      <Ticked />
    </Radix.RadioItem>
  )
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label {...rest} className={cn('px-2 py-1 text-fg-subtle text-xs', className)} />
}

export function MenuSeparator({ className, ...rest }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator {...rest} className={cn('-mx-1.5 my-1.5 h-px bg-border', className)} />
}

function Ticked() {
  return (
    <Radix.ItemIndicator className="ms-auto ps-4">
      <Check aria-hidden />
    </Radix.ItemIndicator>
  )
}

const row =
  'flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-sm px-2 text-sm outline-none data-disabled:text-fg-disabled data-highlighted:bg-hover pointer-coarse:min-h-11 [&_.lucide]:size-4'
