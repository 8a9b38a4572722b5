/** What a form says when the server refused it. */
export interface RefusalWords {
  /** By the name of the field. */
  fields: Record<string, string>
  /** About the form as a whole. */
  form?: string
}

interface Refused {
  code?: unknown
  message?: unknown
  details?: unknown
  retryAfterSeconds?: unknown
}

/** What a form knows better than the server's sentence. */
export interface KnownRefusals {
  /** What is wrong with a field that the server names. */
  fields?: Record<string, string>
  /** By error code. */
  codes?: Record<string, RefusalWords>
}

export function refusalWords(error: unknown, known: KnownRefusals = {}): RefusalWords {
  const { code, details, retryAfterSeconds, message } = (error ?? {}) as Refused
  const words = known.codes?.[String(code)]
  if (words) return words
  if (code === 'UNAVAILABLE') return { fields: {}, form: unreachable }
  if (code === 'RATE_LIMIT_EXCEEDED') return { fields: {}, form: tooMany(retryAfterSeconds) }
  const fields = code === 'INVALID_REQUEST' ? named(details, known.fields ?? {}) : {}
  if (Object.keys(fields).length > 0) return { fields }
  return { fields: {}, form: typeof message === 'string' && message ? message : somethingWrong }
}

function named(details: unknown, fieldWords: Record<string, string>): Record<string, string> {
  const paths = Array.isArray(details) ? details.map(String) : []
  return Object.fromEntries(Object.entries(fieldWords).filter(([field]) => paths.includes(field)))
}

function tooMany(retryAfterSeconds: unknown): string {
  const seconds = typeof retryAfterSeconds === 'number' ? Math.ceil(retryAfterSeconds) : 60
  return `Too many attempts. Try again in ${seconds < 60 ? `${seconds} s` : inMinutes(seconds)}.`
}

function inMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

const unreachable = 'The server cannot be reached. What you wrote is still here: try again.'
const somethingWrong = 'Something went wrong. Try again.'
