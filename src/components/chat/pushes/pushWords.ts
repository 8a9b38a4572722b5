/** What of a push a person reads. */
export interface PushWords {
  title: string
  body?: string
}

const TITLE_CHARACTERS = 120
const BODY_CHARACTERS = 500

/**
 * The words of a pushed message: a text, or an object of the guide's kind with `title` and `body`, or
 * with `message`. Undefined where there are none: then nothing is shown.
 */
export function pushWords(message: unknown): PushWords | undefined {
  const said = typeof message === 'object' && message !== null ? message : { title: message }
  const { title, body, message: text } = said as Record<string, unknown>
  const [first, second] = [title, body, text].flatMap((words) => spoken(words) ?? [])
  if (first === undefined) return undefined
  return {
    title: cut(first, TITLE_CHARACTERS),
    ...(second !== undefined && { body: cut(second, BODY_CHARACTERS) }),
  }
}

function spoken(words: unknown): string | undefined {
  if (typeof words === 'number') return String(words)
  return typeof words === 'string' ? words.trim() || undefined : undefined
}

function cut(words: string, characters: number): string {
  return words.length > characters ? `${words.slice(0, characters - 1).trimEnd()}…` : words
}
