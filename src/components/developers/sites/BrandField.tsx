'use client'
import { MessageCircle } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/ui/Field'
import { brandOf } from '@/widget/brandColour'
import { colourIn, USUAL_COLOUR } from './brandColours'

interface BrandFieldProps {
  /** As it was saved. */
  color: string | undefined
  error: string | undefined
}

/** The colour as text or from the system's palette, and the launcher as it will look with it. */
export function BrandField({ color, error }: BrandFieldProps) {
  const [typed, setTyped] = useState(color ?? '')
  const shown = colourIn(typed) ?? USUAL_COLOUR
  const { fill, text } = brandOf(shown)
  return (
    <div className="flex items-start gap-3">
      <Field
        label="Brand colour"
        name="color"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={USUAL_COLOUR}
        autoComplete="off"
        spellCheck={false}
        error={error}
        hint="Of the widget; empty for the usual blue. Text on it is made readable."
        className="flex-1"
        end={
          <input
            type="color"
            aria-label="Choose the brand colour"
            value={shown}
            onChange={(event) => setTyped(event.target.value)}
            className="size-8 cursor-pointer rounded-sm border border-control bg-transparent p-0.5"
          />
        }
      />
      <span
        role="img"
        aria-label={`The launcher in ${shown}`}
        className="mt-6 flex size-12 shrink-0 items-center justify-center rounded-full shadow-2"
        style={{ backgroundColor: fill, color: text }}
      >
        <MessageCircle aria-hidden className="size-6" />
      </span>
    </div>
  )
}
