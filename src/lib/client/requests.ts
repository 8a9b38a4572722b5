import { errorOfAnswer, type ParleyApiError, parleyApiError } from '../parleyApiError'

export type Fetch = typeof fetch

/** A call without an answer is given up after this. */
const answerLimitMs = 10_000

interface JsonRequest {
  method: string
  url: string
  body?: object | undefined
  headers?: Record<string, string> | undefined
  credentials: RequestCredentials
  cache?: RequestCache
  fetch?: Fetch | undefined
}

/**
 * One call: JSON out, JSON in. Rejects with a `ParleyApiError`, also for network failures
 * (`UNAVAILABLE`, status 0) and for answers that are not the server's own.
 */
export async function requestJson<Answer>(request: JsonRequest): Promise<Answer> {
  const response = await reach(request)
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer as Answer
  throw refused(response, answer)
}

/** The same for a file; browsers ask whether the one they have is still allowed. */
export async function requestFile(request: JsonRequest): Promise<Blob> {
  const response = await reach({ ...request, cache: 'no-cache' })
  if (response.ok) return response.blob()
  throw refused(response, await response.json().catch(() => undefined))
}

async function reach(request: JsonRequest) {
  const { method, url, body, headers, credentials, cache = 'no-store', fetch: call } = request
  try {
    return await (call ?? fetch)(url, {
      method,
      credentials,
      cache,
      signal: AbortSignal.timeout(answerLimitMs),
      headers: { ...(method !== 'GET' && { 'content-type': 'application/json' }), ...headers },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    })
  } catch {
    throw parleyApiError('UNAVAILABLE', { sentence: 'The server cannot be reached' })
  }
}

function refused(response: Response, answer: unknown): ParleyApiError {
  const { status } = response
  const seconds = Number(response.headers.get('retry-after'))
  const said = { status, ...(seconds > 0 && { retryAfterSeconds: seconds }) }
  const isOurs = typeof (answer as { code?: unknown } | null | undefined)?.code === 'string'
  // A proxy answers for a server that is away.
  if (!isOurs && status >= 502) return parleyApiError('UNAVAILABLE', said)
  return errorOfAnswer(answer, said)
}
