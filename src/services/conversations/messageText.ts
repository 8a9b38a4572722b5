import { type Refusal, refusal } from '@/lib/errors'

const MAX_CHARACTERS = 4000

/**
 * The text as it is stored, or `INVALID_REQUEST` with a sentence for the person who wrote it. Files
 * speak for themselves.
 */
export function messageText(text: string, withFiles = false): string {
  const trimmed = text.trim()
  if (trimmed === '' && !withFiles) throw refused('Write a message first.')
  if (trimmed.length > MAX_CHARACTERS) throw refused('A message has at most 4000 characters.')
  // PostgreSQL stores no U+0000, and would fail the whole batch.
  if (trimmed.includes('\0')) throw refused('A message cannot contain the character U+0000.')
  return trimmed.toWellFormed()
}

function refused(sentence: string): Refusal {
  return refusal('INVALID_REQUEST', { sentence, details: ['text'] })
}
