import type { Check } from '@/components/form/wrongFields'

/** What the widget wears where nobody has chosen. */
export const USUAL_COLOUR = '#2e5cde'

/** A colour that was typed, in full; undefined of anything else. */
export function colourIn(typed: string): string | undefined {
  const hex = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(typed.trim())?.[1]?.toLowerCase()
  return hex && `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`
}

export const checkColour: Check = (typed) =>
  typed.trim() === '' || colourIn(typed) ? undefined : 'A colour looks like #2e5cde.'

const GREETING_MOST = 200

export const checkGreeting: Check = (text) =>
  [...text.trim()].length > GREETING_MOST ? `Use at most ${GREETING_MOST} characters.` : undefined
