'use client'
import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

export interface FieldProps extends ComponentProps<'input'> {
  label: string
  error?: string | undefined
  hint?: ReactNode
  /** A control inside the field, at its end. */
  end?: ReactNode
}

export function Field({ label, error, hint, end, className, id, ...input }: FieldProps) {
  const made = useId()
  const fieldId = id ?? made
  const [hintId, errorId] = [`${fieldId}-hint`, `${fieldId}-error`]
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={fieldId} className="font-medium text-fg text-sm">
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          id={fieldId}
          aria-invalid={error ? true : undefined}
          aria-describedby={joined(error && errorId, hint && hintId, input['aria-describedby'])}
          className={cn(inputClass, end && 'pe-11')}
        />
        {end && <div className="absolute inset-y-0 end-1 flex items-center">{end}</div>}
      </div>
      {error && <FieldError id={errorId}>{error}</FieldError>}
      {hint && (
        <div id={hintId} className="text-fg-subtle text-xs">
          {hint}
        </div>
      )}
    </div>
  )
}

function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-danger-fg text-xs">
      <CircleAlert aria-hidden className="mt-px size-3.5" />
      {children}
    </p>
  )
}

function joined(...ids: unknown[]): string | undefined {
  return ids.filter((id) => typeof id === 'string' && id).join(' ') || undefined
}

const inputClass =
  'h-11 w-full rounded-md border border-control bg-surface px-3 text-base text-fg transition-[border-color] duration-100 ease-out placeholder:text-fg-subtle read-only:bg-sunken focus-visible:border-accent aria-invalid:border-danger'
