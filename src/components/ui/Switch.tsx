'use client'
import { type ReactNode, useId } from 'react'

interface SwitchProps {
  label: string
  hint?: ReactNode
  checked: boolean
  onChange(checked: boolean): void
}

/** A setting that is on or off, with its label and hint. Works the moment it is moved. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-6 py-2">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <div id={`${id}-hint`} className="text-fg-muted text-sm">
            {hint}
          </div>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className={look}
      />
    </div>
  )
}

const look =
  'relative mt-0.5 h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full border border-control bg-sunken transition-[background-color,border-color] duration-100 ease-out before:absolute before:start-0.75 before:top-0.75 before:size-4 before:rounded-full before:bg-control before:transition-transform before:duration-100 checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-on-accent rtl:checked:before:-translate-x-4'
