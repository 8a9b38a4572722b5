import { Readable } from 'node:stream'
import type { Logger } from 'pino'
import { ERRORS, errorBody, errorCodeOf, type Refusal, refusal } from '@/lib/errors'
import { AnswerHeaders } from './answerHeaders'
import type { ConnectionOrigin } from './connection'
import type { Admitted, DoorRules, Only, Shown, ToldRules } from './doorRules'
import {
  isAdmin,
  type PersonPrincipal,
  type Principal,
  type Scope,
  type UserPrincipal,
} from './principal'
import type { LimitState, RequestLimits } from './requestLimits'
import { valid } from './validation'

/** What doors read of a request; the web's `Request` is one. */
export interface DoorRequest {
  readonly method: string
  /** A path with its query, or a whole address. */
  readonly url: string
  readonly headers: { get(name: string): string | null }
  readonly body: AsyncIterable<Uint8Array> | null
  /** The whole body, where that is cheaper than in pieces; `PAYLOAD_TOO_LARGE` above so many bytes. */
  readText?(maxBytes: number): Promise<string>
}

/** An answer before it is anybody's: the server in front of Next writes it as it is. */
export interface DoorAnswer {
  status: number
  headers: AnswerHeaders
  /** JSON, except where the headers say otherwise. */
  body: string | Readable
}

/** What every door needs, whichever service it opens. */
export interface DoorServices {
  /** Proves who sends a request, by `Authorization` or, without it, by the cookie. */
  authenticate(request: DoorRequest): Promise<Principal>
  limits: RequestLimits
  /** A request with `X-Parley-Tab`: its tab is alive, even where no socket gets through. */
  sawTab(caller: PersonPrincipal, tab: string, page: Partial<ConnectionOrigin>): void
  log: Logger
}

/** A request that has passed the door. */
export interface HttpCall<Body, Query, Caller> {
  caller: Caller
  body: Body
  query: Query
  params: Record<string, string>
  request: DoorRequest
  /** Headers of the answer, for cookies. */
  answerHeaders: AnswerHeaders
}

/** A mounted address: `Request → Response`, never rejects. */
export interface HttpDoor<Services> {
  (services: Services, request: DoorRequest, params?: Record<string, string>): Promise<Response>
  /** The same without a `Response` around it. */
  answer(
    services: Services,
    request: DoorRequest,
    params?: Record<string, string>,
  ): Promise<DoorAnswer>
  readonly rules: ToldRules
}

/** Makes a door of what answers. */
export function httpDoor<Services>(
  answer: HttpDoor<Services>['answer'],
  rules: ToldRules = { callers: 'everybody' },
): HttpDoor<Services> {
  const respond = async (...asked: Parameters<typeof answer>) => {
    const { body, status, headers } = await answer(...asked)
    const shown = body instanceof Readable ? (Readable.toWeb(body) as ReadableStream) : body
    return new Response(status === 304 ? null : shown, { status, headers: headers.toHeaders() })
  }
  return Object.assign(respond, { answer, rules })
}

/** A door for signed-in users. */
export function userDoor<Services extends DoorServices, Body = undefined, Query = undefined>(
  rules: DoorRules<Body, Query> & { only?: Only },
  run: (services: Services, call: HttpCall<Body, Query, UserPrincipal>) => Promise<object>,
): HttpDoor<Services> {
  return door({ ...rules, callers: 'users' }, provenUser, run)
}

/** A door for the tenant's admins, and for its back ends by a secret key with the scope. */
export function adminDoor<Services extends DoorServices, Body = undefined, Query = undefined>(
  { scope, ...rules }: DoorRules<Body, Query> & { scope: Scope },
  run: (services: Services, call: HttpCall<Body, Query, Principal>) => Promise<object>,
): HttpDoor<Services> {
  return door({ ...rules, callers: 'admins', scope }, provenAdmin(scope), run)
}

/** A door for everybody; limited by address. What `run` proves of its caller stands in `shows`. */
export function publicDoor<Services extends DoorServices, Body = undefined, Query = undefined>(
  rules: DoorRules<Body, Query> & { shows?: Shown },
  run: (services: Services, call: HttpCall<Body, Query, undefined>) => Promise<object>,
): HttpDoor<Services> {
  return door({ ...rules, callers: 'everybody' }, anyone, run)
}

/** A door for whoever proves who they are: users, visitors and back ends. */
export function callerDoor<Services extends DoorServices, Body = undefined, Query = undefined>(
  rules: DoorRules<Body, Query>,
  run: (services: Services, call: HttpCall<Body, Query, Principal>) => Promise<object>,
): HttpDoor<Services> {
  return door({ ...rules, callers: 'whoever is proven' }, provenCaller('credential'), run)
}

/** What a door of files answers; without content it is what the caller has already. */
export interface FileAnswer {
  status: 200 | 304
  headers: Record<string, string>
  content?: Readable
}

/** A door for the same callers that answers files. */
export function fileDoor<Services extends DoorServices>(
  run: (services: Services, call: HttpCall<undefined, undefined, Principal>) => Promise<FileAnswer>,
): HttpDoor<Services> {
  return door({ callers: 'whoever is proven' }, provenCaller('file'), run, asFile)
}

function asFile({ status, headers, content }: FileAnswer, { values }: AnswerHeaders): DoorAnswer {
  return { status, headers: new AnswerHeaders({ ...values, ...headers }), body: content ?? '' }
}

interface Admission<Caller> {
  caller: Caller
  limit: LimitState
}

type Admit<Caller> = (services: DoorServices, request: DoorRequest) => Promise<Admission<Caller>>

const provenUser: Admit<UserPrincipal> = async (services, request) => {
  const caller = await services.authenticate(request)
  if (caller.kind !== 'user')
    throw refusal('FORBIDDEN', { sentence: 'Only signed-in users may do this' })
  return admitUser(services, request, caller)
}

function provenAdmin(scope: Scope): Admit<Principal> {
  return async (services, request) => {
    const caller = await services.authenticate(request)
    if (caller.kind === 'user') {
      if (!isAdmin(caller)) throw refusal('FORBIDDEN', { sentence: 'Only admins may do this' })
      return admitUser(services, request, caller)
    }
    if (caller.kind !== 'service') throw refusal('FORBIDDEN')
    if (!caller.scopes.includes(scope))
      throw refusal('FORBIDDEN', { sentence: `This key needs the scope ${scope}` })
    return { caller, limit: await services.limits.credential(`key:${caller.keyId}`) }
  }
}

function provenCaller(counter: 'credential' | 'file'): Admit<Principal> {
  return async (services, request) => {
    const caller = await services.authenticate(request)
    const limit = await services.limits[counter](counterKey(caller))
    if (caller.kind !== 'service') noteTab(services, request, caller)
    return { caller, limit }
  }
}

function counterKey(caller: Principal): string {
  if (caller.kind === 'service') return `key:${caller.keyId}`
  return caller.kind === 'user' ? `user:${caller.userId}` : `visitor:${caller.sessionId}`
}

async function admitUser(
  services: DoorServices,
  request: DoorRequest,
  caller: UserPrincipal,
): Promise<Admission<UserPrincipal>> {
  const limit = await services.limits.credential(`user:${caller.userId}`)
  noteTab(services, request, caller)
  return { caller, limit }
}

/** A request that names its tab is a sign of life of somebody. */
export function noteTab(
  services: DoorServices,
  { headers }: DoorRequest,
  caller: PersonPrincipal,
  page: Partial<ConnectionOrigin> = {},
): void {
  const tab = headers.get('x-parley-tab')
  const userAgent = headers.get('user-agent') ?? ''
  if (tab) services.sawTab(caller, tab.slice(0, 64), { userAgent, ...page })
}

const anyone: Admit<undefined> = async (services, request) => ({
  caller: undefined,
  limit: await services.limits.address(clientIp(request)),
})

/** The address of the caller, written by the server in front of every handler. */
export function clientIp(request: DoorRequest): string {
  return request.headers.get('x-client-ip') ?? 'unknown'
}

function door<Services extends DoorServices, Body, Query, Caller, Result extends object>(
  rules: DoorRules<Body, Query> & Admitted,
  admit: Admit<Caller>,
  run: (services: Services, call: HttpCall<Body, Query, Caller>) => Promise<Result>,
  answerOf: (result: Result, headers: AnswerHeaders) => DoorAnswer = asJson,
): HttpDoor<Services> {
  const answer: HttpDoor<Services>['answer'] = async (services, request, params = {}) => {
    const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
    const headers = answerHeaders(requestId)
    try {
      const { caller, limit } = await admit(services, request)
      showLimit(headers, limit)
      const query = rules.query ? valid(rules.query, queryOf(request)) : (undefined as Query)
      const body = rules.body
        ? valid(rules.body, await readJson(request, rules.maxBytes ?? 16_384))
        : (undefined as Body)
      const call = { caller, body, query, params, request, answerHeaders: headers }
      return answerOf(await run(services, call), headers)
    } catch (error) {
      return refused(services.log, request, headers, requestId, error)
    }
  }
  return httpDoor(answer, rules)
}

function asJson(result: object, headers: AnswerHeaders): DoorAnswer {
  return { status: 200, headers, body: JSON.stringify(result) }
}

function answerHeaders(requestId: string): AnswerHeaders {
  return new AnswerHeaders({
    'content-type': 'application/json',
    'x-request-id': requestId,
    'cache-control': 'no-store',
  })
}

function queryOf({ url }: DoorRequest): Record<string, string> {
  const start = url.indexOf('?')
  return start === -1 ? {} : Object.fromEntries(new URLSearchParams(url.slice(start)))
}

function showLimit(headers: AnswerHeaders, limit: LimitState): void {
  headers.set('x-ratelimit-limit', String(limit.limit))
  headers.set('x-ratelimit-remaining', String(limit.remaining))
  headers.set('x-ratelimit-reset', String(limit.resetSeconds))
}

async function readJson(request: DoorRequest, maxBytes: number): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw refusal('INVALID_REQUEST', { sentence: 'Send JSON with Content-Type: application/json' })
  }
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
    throw refusal('PAYLOAD_TOO_LARGE')
  const text = await (request.readText?.(maxBytes) ?? readText(request, maxBytes))
  try {
    return JSON.parse(text)
  } catch {
    throw refusal('INVALID_REQUEST', { sentence: 'The body is not valid JSON' })
  }
}

/** Stops reading at the limit: a body without a length may have no end. */
async function readText(request: DoorRequest, maxBytes: number): Promise<string> {
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
  request: DoorRequest,
  headers: AnswerHeaders,
  requestId: string,
  error: unknown,
): DoorAnswer {
  const code = errorCodeOf(error)
  const path = request.url.replace(/^https?:\/\/[^/]*|\?.*$/g, '')
  if (code === 'INTERNAL') log.error({ err: error, requestId, path }, 'request failed')
  else log.info({ code, requestId, path }, 'request refused')
  const seconds = (error as Refusal).retryAfterSeconds ?? (code === 'UNAVAILABLE' ? 5 : undefined)
  if (seconds) headers.set('retry-after', String(seconds))
  const body = JSON.stringify({ ...errorBody(error), requestId })
  return { status: ERRORS[code].status, headers, body }
}
