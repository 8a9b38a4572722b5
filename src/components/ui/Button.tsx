import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './buttonClass'
import { Spinner } from './Spinner'

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Decorative, before the label; the spinner takes its place while busy. */
  icon?: ReactNode
  /** The label stays, clicks are ignored, focus is kept. */
  busy?: boolean
}

export function Button(props: ButtonProps) {
  const { variant, size, icon, busy = false, className, children, onClick, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? ignore : onClick}
      className={buttonClass(variant, size, className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

// Also keeps Enter in a field from sending the form a second time.
function ignore(event: MouseEvent) {
  event.preventDefault()
}
