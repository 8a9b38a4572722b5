/** Marks that turn the direction of the text around them. */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
const CONTROL = /\p{Cc}+/gu

/** Text of strangers in one line, cut to a length. */
export function plainText(text: string, maxLength: number): string {
  const line = text.slice(0, maxLength).toWellFormed().replace(DIRECTION, '')
  return line.replace(CONTROL, ' ').trim()
}
