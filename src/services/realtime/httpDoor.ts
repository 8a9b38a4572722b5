import type { Logger } from 'pino'
import { ERRORS, errorBody, errorCodeOf, type Refusal, refusal } from '@/lib/errors'
import type { Principal, UserPrincipal } from './principal'
import type { LimitState, RequestLimits } from './requestLimits'
import { type Schema, valid } from './validation'

/** What every door needs, whichever service it opens. */
export interface DoorServices {
  /** Proves who sends a request, by `Authorization` or, without it, by the cookie. */
  authenticate(request: Request): Promise<Principal>
  limits: RequestLimits
  /** A request with `X-Parley-Tab`: its tab is alive, even where no socket gets through. */
  sawTab(caller: UserPrincipal, tab: string): void
  log: Logger
}

/** A request that has passed the door. */
export interface HttpCall<Body, Query, Caller> {
  caller: Caller
  body: Body
  query: Query
  params: Record<string, string>
  request: Request
  /** Headers of the answer, for cookies. */
  answerHeaders: Headers
}

interface DoorRules<Body, Query> {
  /** Largest body in bytes; 16 kB unless told. */
  maxBytes?: number
  body?: Schema<Body>
  query?: Schema<Query>
}

/** A mounted address: `Request → Response`, never rejects. */
export type HttpDoor<Services> = (
  services: Services,
  request: Request,
  params?: Record<string, string>,
) => Promise<Response>

/** A door for signed-in users. */
export function userDoor<Services extends DoorServices, Body = undefined, Query = undefined>(
  rules: DoorRules<Body, Query>,
  run: (services: Services, call: HttpCall<Body, Query, UserPrincipal>) => Promise<object>,
): HttpDoor<Services> {
  return door(rules, provenUser, run)
}

/** A door for everybody; limited by address. */
export function publicDoor<Services extends DoorServices, Body = undefined, Query = undefined>(
  rules: DoorRules<Body, Query>,
  run: (services: Services, call: HttpCall<Body, Query, undefined>) => Promise<object>,
): HttpDoor<Services> {
  return door(rules, anyone, run)
}

interface Admission<Caller> {
  caller: Caller
  limit: LimitState
}

type Admit<Caller> = (services: DoorServices, request: Request) => Promise<Admission<Caller>>

const provenUser: Admit<UserPrincipal> = async (services, request) => {
  const caller = await services.authenticate(request)
  if (caller.kind !== 'user')
    throw refusal('FORBIDDEN', { sentence: 'Only signed-in users may do this' })
  const limit = await services.limits.credential(`user:${caller.userId}`)
  const tab = request.headers.get('x-parley-tab')
  if (tab) services.sawTab(caller, tab.slice(0, 64))
  return { caller, limit }
}

const anyone: Admit<undefined> = async (services, request) => ({
  caller: undefined,
  limit: await services.limits.address(clientIp(request)),
})

/** The address of the caller, written by the server in front of every handler. */
export function clientIp(request: Request): string {
  return request.headers.get('x-client-ip') ?? 'unknown'
}

function door<Services extends DoorServices, Body, Query, Caller>(
  rules: DoorRules<Body, Query>,
  admit: Admit<Caller>,
  run: (services: Services, call: HttpCall<Body, Query, Caller>) => Promise<object>,
): HttpDoor<Services> {
  return async (services, request, params = {}) => {
    const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
    const headers = new Headers({ 'x-request-id': requestId, 'cache-control': 'no-store' })
    try {
      const { caller, limit } = await admit(services, request)
      showLimit(headers, limit)
      const query = rules.query
        ? valid(
            rules.query,
            Object.fromEntries(new URL(request.url, 'http://localhost').searchParams),
          )
        : (undefined as Query)
      const body = rules.body
        ? valid(rules.body, await readJson(request, rules.maxBytes ?? 16_384))
        : (undefined as Body)
      const answer = await run(services, {
        caller,
        body,
        query,
        params,
        request,
        answerHeaders: headers,
      })
      return Response.json(answer, { headers })
    } catch (error) {
      return refused(services.log, request, headers, requestId, error)
    }
  }
}

function showLimit(headers: Headers, limit: LimitState): void {
  headers.set('x-ratelimit-limit', String(limit.limit))
  headers.set('x-ratelimit-remaining', String(limit.remaining))
  headers.set('x-ratelimit-reset', String(limit.resetSeconds))
}

async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw refusal('INVALID_REQUEST', { sentence: 'Send JSON with Content-Type: application/json' })
  }
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
    throw refusal('PAYLOAD_TOO_LARGE')
  const text = await readText(request, maxBytes)
  try {
    return JSON.parse(text)
  } catch {
    throw refusal('INVALID_REQUEST', { sentence: 'The body is not valid JSON' })
  }
}

/** Stops reading at the limit: a body without a length may have no end. */
async function readText(request: Request, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw refusal('PAYLOAD_TOO_LARGE')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function refused(
  log: Logger,
  request: Request,
  headers: Headers,
  requestId: string,
  error: unknown,
): Response {
  const code = errorCodeOf(error)
  const path = new URL(request.url, 'http://localhost').pathname
  if (code === 'INTERNAL') log.error({ err: error, requestId, path }, 'request failed')
  else log.info({ code, requestId, path }, 'request refused')
  const seconds = (error as Refusal).retryAfterSeconds ?? (code === 'UNAVAILABLE' ? 5 : undefined)
  if (seconds) headers.set('retry-after', String(seconds))
  return Response.json({ ...errorBody(error), requestId }, { status: ERRORS[code].status, headers })
}
