/** Marks that turn the direction of the text around them. */
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
const CONTROL = /\p{Cc}+/gu

const MAX_ADDRESS = 2048
export const MAX_TITLE = 512

/**
 * The address of a page; empty for anything that is none. Only what a link may safely lead to:
 * `javascript:`, `data:` and `file:` are nobody's page, and credentials are cut out.
 */
export function pageAddress(text: string): string {
  const address = plainText(text, MAX_ADDRESS)
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return ''
  const url = new URL(address)
  if (!url.username && !url.password) return address
  url.username = ''
  url.password = ''
  return url.href
}

/** Text of strangers in one line, cut to a length. */
export function plainText(text: string, maxLength: number): string {
  const line = text.slice(0, maxLength).toWellFormed().replace(DIRECTION, '')
  return line.replace(CONTROL, ' ').trim()
}
