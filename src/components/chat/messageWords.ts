import type { Attachment } from '@/lib/attachments'

/** What a message says in one line, where its files are not drawn. */
export function messageWords(message: {
  text: string
  attachments?: readonly Attachment[] | undefined
}): string {
  const { text, attachments = [] } = message
  const [first] = attachments
  if (text.trim() !== '' || !first) return text
  if (attachments.length > 1) return `${attachments.length} files`
  return first.width === undefined ? first.name : 'Picture'
}
