'use client'
import { useId, useState } from 'react'
import { jsonOf } from './jsonText'

interface JsonFieldProps {
  name: string
  label: string
  error: string | undefined
}

/** A plain field for JSON; says what is wrong when it is left. */
export function JsonField({ name, label, error }: JsonFieldProps) {
  const id = useId()
  const [wrong, setWrong] = useState<string>()
  const said = error ?? wrong
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <textarea
        id={id}
        name={name}
        rows={5}
        spellCheck={false}
        defaultValue={'{\n  "title": "Your order has shipped"\n}'}
        onBlur={(event) => setWrong(jsonOf(event.target.value).wrong)}
        aria-invalid={said ? true : undefined}
        aria-describedby={said ? `${id}-error` : undefined}
        className="w-full rounded-md border border-control bg-surface px-3 py-2 font-mono text-base text-fg aria-invalid:border-danger"
      />
      {said && (
        <p id={`${id}-error`} className="text-danger-fg text-xs">
          {said}
        </p>
      )}
    </div>
  )
}
