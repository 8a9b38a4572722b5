import { z } from 'zod'

/** One line that people read: trimmed, without control and direction marks. */
export function shortText(what: string, most: number) {
  return z
    .string()
    .transform((text) => text.replace(/\p{C}/gu, '').trim())
    .pipe(
      z
        .string()
        .min(1, `${what} has at least one character`)
        .max(most, `${what} has at most ${most} characters`),
    )
}
