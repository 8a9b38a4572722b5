/**
 * The error table: every refusal of Parley, over HTTP, in socket acks and in the SDK.
 * `docs/errors.md` is this table in words. Errors are told apart by `code`, never by class:
 * the server's bundles may hold more than one copy of a class.
 */
export const ERRORS = {
  INVALID_API_KEY: { status: 401, sentence: 'Invalid API key', retry: false },
  INVALID_JWT_TOKEN: { status: 401, sentence: 'Invalid JWT token', retry: false },
  TOKEN_EXPIRED: { status: 401, sentence: 'The token has expired', retry: true },
  UNAUTHENTICATED: { status: 401, sentence: 'Log in first', retry: false },
  INVALID_CREDENTIALS: { status: 401, sentence: 'E-mail or password is wrong.', retry: false },
  FORBIDDEN: { status: 403, sentence: 'You may not do this', retry: false },
  ORIGIN_NOT_ALLOWED: { status: 403, sentence: 'This origin is not allowed', retry: false },
  IDENTITY_UNVERIFIED: { status: 403, sentence: 'The user id is not proven', retry: false },
  TENANT_MISMATCH: { status: 403, sentence: 'Tenant ID mismatch', retry: false },
  MISSING_TENANT_ID: { status: 400, sentence: 'tenantId is required', retry: false },
  INVALID_REQUEST: { status: 400, sentence: 'The request is not valid', retry: false },
  TENANT_NOT_FOUND: { status: 404, sentence: 'Tenant not found', retry: false },
  CONVERSATION_NOT_FOUND: { status: 404, sentence: 'Conversation not found', retry: false },
  SESSION_NOT_FOUND: { status: 404, sentence: 'Session not found', retry: false },
  USER_NOT_FOUND: { status: 404, sentence: 'User not found', retry: false },
  NOT_FOUND: { status: 404, sentence: 'There is nothing at this address', retry: false },
  CONFLICT: { status: 409, sentence: 'This is in conflict with what is stored', retry: false },
  PAYLOAD_TOO_LARGE: { status: 413, sentence: 'The payload is too large', retry: false },
  UNSUPPORTED_FILE: { status: 415, sentence: 'Files of this kind cannot be sent', retry: false },
  RATE_LIMIT_EXCEEDED: { status: 429, sentence: 'Too many requests', retry: true },
  INTERNAL: { status: 500, sentence: 'Something went wrong on the server', retry: true },
  BACKEND_ERROR: { status: 502, sentence: 'Backend API error', retry: true },
  STORAGE_FULL: { status: 507, sentence: 'There is no room for more files', retry: false },
  UNAVAILABLE: { status: 503, sentence: 'The service is not available right now', retry: true },
} as const satisfies Record<string, ErrorRow>

interface ErrorRow {
  /** HTTP status of the answer. */
  status: number
  /** What a person reads when nothing more exact is known. */
  sentence: string
  /** Whether the same request may succeed later. */
  retry: boolean
}

export type ErrorCode = keyof typeof ERRORS

export interface RefusalOptions {
  /** Replaces the table's sentence. Never carries secrets or other people's data. */
  sentence?: string | undefined
  /** Paths of the fields that are wrong, for `INVALID_REQUEST`. */
  details?: string[] | undefined
  retryAfterSeconds?: number | undefined
}

/** An error with a row in the table. */
export interface Refusal extends Error, RefusalOptions {
  code: ErrorCode
}

/** What a refused call answers, over HTTP and in acks. */
export interface ErrorBody {
  success: false
  error: string
  code: ErrorCode
  retry: boolean
  details?: string[]
  requestId?: string
}

/** Makes the error to throw: `throw refusal('CONVERSATION_NOT_FOUND')`. */
export function refusal(code: ErrorCode, options: RefusalOptions = {}): Refusal {
  const sentence = options.sentence ?? ERRORS[code].sentence
  return Object.assign(new Error(sentence), options, { code, sentence })
}

/** The row a thrown thing belongs to; anything unknown is `INTERNAL`. */
export function errorCodeOf(error: unknown): ErrorCode {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' && Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : 'INTERNAL'
}

/** The answer for a thrown thing. Only refusals show their own sentence. */
export function errorBody(error: unknown): ErrorBody {
  const code = errorCodeOf(error)
  const known = code === 'INTERNAL' ? undefined : (error as Refusal)
  return {
    success: false,
    error: known?.sentence ?? ERRORS[code].sentence,
    code,
    retry: ERRORS[code].retry,
    ...(known?.details && { details: known.details }),
  }
}
