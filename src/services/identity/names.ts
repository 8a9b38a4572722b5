/** Marks that turn the direction of the text around them, so that a name can pose as another. */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
const CONTROL = /\p{Cc}+/gu
/** Has something to see: not only spaces, marks, invisible format characters or blank fillers. */
const VISIBLE = /[^\p{C}\p{Z}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u

/** The longest name, in characters as people count them. */
export const NAME_MAX = 80

/**
 * A name that can stand beside other people's names. Joiners inside it stay: emoji and several
 * scripts need them. A name with nothing to see becomes "Someone".
 */
export function cleanName(name: string): string {
  const text = name.toWellFormed().replace(DIRECTION, '').replace(CONTROL, ' ')
  const trimmed = text.replace(/\s+/gu, ' ').trim()
  return VISIBLE.test(trimmed) ? trimmed : 'Someone'
}
