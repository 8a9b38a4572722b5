interface TicksProps {
  legend: string
  name: string
  options: readonly { value: string; label: string; hint?: string }[]
  chosen?: readonly string[]
  error?: string | undefined
}

/** Any of several. */
export function Ticks({ legend, name, options, chosen = [], error }: TicksProps) {
  return (
    <fieldset className="flex flex-col gap-1" aria-describedby={error && `${name}-error`}>
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={value} className="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={chosen.includes(value)}
            className="size-4.5 shrink-0 accent-accent"
          />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {label}
            {hint && <span className="text-fg-subtle text-sm"> · {hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${name}-error`} className="text-danger-fg text-xs">
          {error}
        </p>
      )}
    </fieldset>
  )
}
