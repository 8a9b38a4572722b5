'use client'
import { type ReactNode, useId } from 'react'

interface SegmentedProps<T extends string> {
  label: string
  options: readonly { value: T; label: string; icon?: ReactNode }[]
  value: T | undefined
  onChange(value: T): void
}

/** One of a few: radio buttons that look like a segmented control. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, options, value, onChange } = props
  const name = useId()
  return (
    <fieldset className="inline-flex rounded-lg bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={look}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}

const look =
  'relative flex h-8 cursor-pointer items-center gap-1.5 rounded-md border border-transparent px-3 font-medium text-fg-muted text-sm transition-[background-color,color] duration-100 ease-out hover:text-fg has-checked:border-border has-checked:bg-surface has-checked:text-fg has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring pointer-coarse:min-h-11 [&_.lucide]:size-4'
