import { parsedUrl } from '@/lib/parsedUrl'
export interface TextPart {
  /** Where it begins in the text. */
  at: number
  text: string
  /** Only of links. */
  href?: string
}

const CANDIDATE = /(?:https?:\/\/|mailto:)[^\s<>"]+/giu
const TRAILING = /[.,;:!?'"’”»…*_~]+$/u
const CLOSERS: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** Splits a text at its links: http, https and mailto only; trailing punctuation is not part of one. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const found of text.matchAll(CANDIDATE)) {
    const link = trimmed(found[0])
    if (!isLink(link)) continue
    if (found.index > end) parts.push({ at: end, text: text.slice(end, found.index) })
    parts.push({ at: found.index, text: link, href: link })
    end = found.index + link.length
  }
  if (end < text.length) parts.push({ at: end, text: text.slice(end) })
  return parts
}

function trimmed(candidate: string): string {
  let link = candidate.replace(TRAILING, '')
  while (endsUnbalanced(link)) link = link.slice(0, -1).replace(TRAILING, '')
  return link
}

function endsUnbalanced(link: string): boolean {
  const closer = link.at(-1) ?? ''
  const opener = CLOSERS[closer]
  return opener !== undefined && link.split(closer).length > link.split(opener).length
}

function isLink(link: string): boolean {
  const url = parsedUrl(link)
  if (!url) return false
  if (url.protocol === 'mailto:') return url.pathname.includes('@')
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== ''
}
