'use client'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { cn } from './cn'

interface SheetProps {
  open: boolean
  onOpenChange(open: boolean): void
  /** The accessible name; draw a heading of your own inside. */
  title: string
  children: ReactNode
  /** 264 px unless told. */
  className?: string
}

/** A column that slides in at the end side, over the page. Close it with `SheetClose`. */
export function Sheet({ open, onOpenChange, title, children, className }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-[oklch(0.1_0.01_265/0.32)]" />
        <Radix.Content aria-describedby={undefined} className={cn(frame, className)}>
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export const SheetClose = Radix.Close

const frame =
  'fixed inset-y-0 end-0 z-40 flex w-66 max-w-[calc(100vw-3rem)] animate-sheet flex-col overflow-y-auto overscroll-contain border-border border-s bg-panel shadow-3 rtl:[--sheet-from:-100%]'
