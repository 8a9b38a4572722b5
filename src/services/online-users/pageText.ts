import { parsedUrl } from '@/lib/parsedUrl'
import { plainText } from '@/services/realtime'

const MAX_ADDRESS = 2048
export const MAX_TITLE = 512

/**
 * The address of a page; empty for anything that is none. Only what a link may safely lead to:
 * `javascript:`, `data:` and `file:` are nobody's page, and credentials are cut out.
 */
export function pageAddress(text: string): string {
  const address = plainText(text, MAX_ADDRESS)
  if (!/^https?:\/\//i.test(address)) return ''
  const url = parsedUrl(address)
  if (!url) return ''
  if (!url.username && !url.password) return address
  url.username = ''
  url.password = ''
  return url.href
}
