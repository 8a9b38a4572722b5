import { ERRORS, type ErrorCode, errorCodeOf } from './errors'

/**
 * What every call of the SDK rejects with: a plain `Error` with a row of the error table.
 * Told apart by `code`, never by class.
 *
 * - `UNAVAILABLE` with `status` 0: the server could not be reached, or did not answer in time.
 * - `UNAUTHENTICATED`: the sign-in is over.
 */
export interface ParleyApiError extends Error {
  code: ErrorCode
  /** Whether the same call may succeed later. */
  retry: boolean
  /** HTTP status; 0 when there was no answer, and on a socket. */
  status: number
  /** Paths of the wrong fields, for `INVALID_REQUEST`. */
  details?: string[]
  /** Seconds to wait, where the server said so. */
  retryAfterSeconds?: number
}

interface Said {
  sentence?: string | undefined
  retry?: boolean | undefined
  status?: number | undefined
  details?: string[] | undefined
  retryAfterSeconds?: number | undefined
}

/** Makes the error; what is not said comes from the table. */
export function parleyApiError(code: ErrorCode, said: Said = {}): ParleyApiError {
  const { sentence, retry, status, details, retryAfterSeconds } = said
  return Object.assign(new Error(sentence ?? ERRORS[code].sentence), {
    code,
    retry: retry ?? ERRORS[code].retry,
    status: status ?? 0,
    ...(details && { details }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  })
}

/** The error of a refused call, from the body of its answer. Answers of strangers are `INTERNAL`. */
export function errorOfAnswer(answer: unknown, transport: Said = {}): ParleyApiError {
  const { error, retry, details } = (answer ?? {}) as {
    error?: string
    retry?: boolean
    details?: string[]
  }
  return parleyApiError(errorCodeOf(answer), { ...transport, sentence: error, retry, details })
}

/** The sign-in behind a call is over: nothing but logging in again helps. */
export function isSignedOut(error: unknown): boolean {
  return errorCodeOf(error) === 'UNAUTHENTICATED'
}
