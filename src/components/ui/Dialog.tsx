'use client'
import { X } from 'lucide-react'
import * as Radix from 'radix-ui/dialog'
import { type ReactNode, useRef } from 'react'
import { cn } from './cn'
import { iconButtonClass } from './IconButton'

interface DialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  title: string
  description?: ReactNode
  /** The buttons; the one that matters last. */
  footer?: ReactNode
  children?: ReactNode
  /** False where something must be chosen: no close button, no Esc. */
  dismissable?: boolean
  className?: string
}

export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, children, dismissable = true } = props
  const stay = dismissable ? undefined : (event: Event) => event.preventDefault()
  const focus = useFocusBack()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-[oklch(0.1_0.01_265/0.45)]" />
        <Radix.Content
          {...(!description && { 'aria-describedby': undefined })}
          {...(stay && { onEscapeKeyDown: stay, onInteractOutside: stay })}
          {...focus}
          className={cn(frame, props.className)}
        >
          <header className={cn(dismissable && 'pe-9')}>
            <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
            {description && (
              <Radix.Description className="mt-1 text-fg-muted">{description}</Radix.Description>
            )}
          </header>
          {children}
          {footer && <footer className="flex flex-wrap justify-end gap-2">{footer}</footer>}
          {dismissable && <CloseButton />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** What opened it has the focus again; where that was an item of a menu, which is gone, the menu's button. */
function useFocusBack() {
  const opener = useRef<HTMLElement | null>(null)
  return {
    onOpenAutoFocus: () => {
      const menu = document.activeElement?.closest('[role="menu"]')
      opener.current = document.getElementById(menu?.getAttribute('aria-labelledby') ?? '')
    },
    onCloseAutoFocus: (event: Event) => {
      if (!opener.current?.isConnected) return
      event.preventDefault()
      opener.current.focus()
    },
  }
}

// Last, so that opening puts focus on what the dialog is about; without a tooltip for the same reason.
function CloseButton() {
  return (
    <Radix.Close aria-label="Close" className={iconButtonClass(32, 'absolute end-3.5 top-3.5')}>
      <X aria-hidden />
    </Radix.Close>
  )
}

const frame =
  'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-110 -translate-x-1/2 -translate-y-1/2 animate-fade flex-col gap-4 overflow-y-auto overscroll-contain rounded-3xl border border-border bg-raised p-5 shadow-3'
