import { type ComponentProps, type ReactNode, useId } from 'react'

interface ChoiceProps extends Omit<ComponentProps<'select'>, 'children'> {
  label: string
  hint?: ReactNode
  options: readonly { value: string; label: string }[]
}

/** One of several, in the browser's own list. */
export function Choice({ label, hint, options, ...select }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <select
        {...select}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="h-11 w-full rounded-md border border-control bg-surface px-2.5 text-base text-fg"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <div id={`${id}-hint`} className="text-fg-subtle text-xs">
          {hint}
        </div>
      )}
    </div>
  )
}
