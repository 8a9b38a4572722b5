import type { IncomingMessage, ServerResponse } from 'node:http'

const HEADERS = 'Authorization, X-API-Key, X-Tenant-ID, X-Parley-Tab, Idempotency-Key, Content-Type'
const METHODS = 'GET, POST, PUT, PATCH, DELETE'

type IsKnownOrigin = (origin: string) => Promise<boolean>

/**
 * A key alone proves there. Pages of other origins may ask too: they are refused with a reason, and
 * the owners of the key are told of the page.
 */
const ASKED_BY_ANY = new Set(['/api/chat/website', '/api/chat/anonymous-token'])

/**
 * Lets pages of known origins call the API. Cookies are never allowed across origins.
 * Answers preflights itself and says so by returning true.
 */
export async function answerCors(
  request: IncomingMessage,
  response: ServerResponse,
  isKnownOrigin: IsKnownOrigin,
): Promise<boolean> {
  const { origin } = request.headers
  const [path = ''] = (request.url ?? '').split('?')
  if (origin && (ASKED_BY_ANY.has(path) || (await isKnownOrigin(origin)))) {
    response.setHeader('access-control-allow-origin', origin)
    response.setHeader('vary', 'Origin')
    response.setHeader('access-control-allow-headers', HEADERS)
    response.setHeader('access-control-allow-methods', METHODS)
    response.setHeader('access-control-expose-headers', 'X-Request-Id, Retry-After')
    response.setHeader('access-control-max-age', '600')
  }
  if (request.method !== 'OPTIONS') return false
  response.writeHead(204).end()
  return true
}
