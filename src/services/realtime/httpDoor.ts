import { Readable } from 'node:stream'
import type { Logger } from 'pino'
import { ERRORS, errorBody, errorCodeOf, type Refusal, refusal } from '@/lib/errors'
import { AnswerHeaders } from './answerHeaders'
import type { ConnectionOrigin } from './connection'
import { type DoorRequest, queryOf, readJson } from './doorRequest'
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
  /** The caller's counter, where it was asked at the door: see `alsoCounts`. */
  counted: string | undefined
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

interface PublicRules<Services, Body, Query> extends DoorRules<Body, Query> {
  /** What `run` proves of its caller. */
  shows?: Shown
  /**
   * The counter that a caller is known by without waiting. It is asked in the same turn as that of the
   * address, for where they are kept is a journey away; `run` counts whoever is not known so.
   */
  alsoCounts?(services: Services, request: DoorRequest): string | undefined
}

/** A door for everybody; limited by address. */
export function publicDoor<Services extends DoorServices, Body = undefined, Query = undefined>(
  { alsoCounts, ...rules }: PublicRules<Services, Body, Query>,
  run: (services: Services, call: HttpCall<Body, Query, undefined>) => Promise<object>,
): HttpDoor<Services> {
  return door({ ...rules, callers: 'everybody' }, anyone(alsoCounts), run)
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
  counted?: string | undefined
}

type Admit<Caller, Services = DoorServices> = (
  services: Services,
  request: DoorRequest,
) => Promise<Admission<Caller>>

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

function anyone<Services extends DoorServices>(
  counterOf: PublicRules<Services, unknown, unknown>['alsoCounts'],
): Admit<undefined, Services> {
  return async (services, request) => {
    const { limits } = services
    const counted = counterOf?.(services, request)
    const [limit] = await Promise.all([
      limits.address(clientIp(request)),
      counted === undefined ? undefined : limits.credential(counted),
    ])
    return { caller: undefined, limit, counted }
  }
}

/** The address of the caller, written by the server in front of every handler. */
export function clientIp(request: DoorRequest): string {
  return request.headers.get('x-client-ip') ?? 'unknown'
}

function door<Services extends DoorServices, Body, Query, Caller, Result extends object>(
  rules: DoorRules<Body, Query> & Admitted,
  admit: Admit<Caller, Services>,
  run: (services: Services, call: HttpCall<Body, Query, Caller>) => Promise<Result>,
  answerOf: (result: Result, headers: AnswerHeaders) => DoorAnswer = asJson,
): HttpDoor<Services> {
  const answer: HttpDoor<Services>['answer'] = async (services, request, params = {}) => {
    const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
    const headers = answerHeaders(requestId)
    try {
      const { caller, limit, counted } = await admit(services, request)
      showLimit(headers, limit)
      const query = rules.query ? valid(rules.query, queryOf(request)) : (undefined as Query)
      const body = rules.body
        ? valid(rules.body, await readJson(request, rules.maxBytes ?? 16_384))
        : (undefined as Body)
      const call = { caller, body, query, params, request, answerHeaders: headers, counted }
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

function showLimit(headers: AnswerHeaders, limit: LimitState): void {
  headers.set('x-ratelimit-limit', String(limit.limit))
  headers.set('x-ratelimit-remaining', String(limit.remaining))
  headers.set('x-ratelimit-reset', String(limit.resetSeconds))
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
