import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

interface TextAreaProps extends ComponentProps<'textarea'> {
  label: string
  error?: string | undefined
  hint?: ReactNode
}

/** A field of several lines; `Field` is the one of one. */
export function TextArea({ label, error, hint, className, ...textarea }: TextAreaProps) {
  const id = useId()
  const said = error ?? hint
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <textarea
        rows={3}
        {...textarea}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={said ? `${id}-says` : undefined}
        className={cn(look, className)}
      />
      {said && (
        <div
          id={`${id}-says`}
          className={cn(
            'flex items-start gap-1.5 text-xs',
            error ? 'text-danger-fg' : 'text-fg-subtle',
          )}
        >
          {error && <CircleAlert aria-hidden className="mt-px size-3.5" />}
          <span>{said}</span>
        </div>
      )}
    </div>
  )
}

const look =
  'w-full rounded-md border border-control bg-surface px-3 py-2 text-base text-fg placeholder:text-fg-subtle focus-visible:border-accent aria-invalid:border-danger'
