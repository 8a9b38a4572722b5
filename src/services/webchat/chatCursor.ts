import { refusal } from '@/lib/errors'
import type { ChatPlace } from '@/services/conversations'

/** A place in the list of chats as clients carry it: nothing to read, and nothing to trust. */
export function cursorOf({ rank, id }: ChatPlace): string {
  return Buffer.from(`${rank} ${id}`).toString('base64url')
}

/** `INVALID_REQUEST` for what no page has given out. */
export function placeOf(cursor: string): ChatPlace {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, rank, id] = text.match(/^(\d{1,12}(?:\.\d{1,9})?) ([\w.:@-]{1,128})$/) ?? []
  if (rank === undefined || id === undefined)
    throw refusal('INVALID_REQUEST', {
      sentence: 'The cursor is not one of this list',
      details: ['cursor'],
    })
  return { rank, id }
}
