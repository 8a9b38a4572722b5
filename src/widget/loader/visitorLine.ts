import { ActivityReporter } from '@/lib/client/activityReporter'
import { authorisedFiles } from '@/lib/client/authorisedFiles'
import { authorisedRequests } from '@/lib/client/authorisedRequests'
import type { Clock } from '@/lib/client/clock'
import { ConnectionKeeper } from '@/lib/client/connectionKeeper'
import { type ConnectionMonitor, createConnectionMonitor } from '@/lib/client/connectionMonitor'
import type { GrantSource } from '@/lib/client/grantSource'
import type { Page } from '@/lib/client/page'
import { watchPage } from '@/lib/client/pageWatch'
import { createPoller, type Poller } from '@/lib/client/poller'
import { createRecovery, type Recovery } from '@/lib/client/recovery'
import { createSocketLink, type SocketLink } from '@/lib/client/socketLink'
import { tabId } from '@/lib/client/tabId'
import { renewTokens } from '@/lib/client/tokenRenewal'
import type { OpenSocket } from '@/lib/client/wireSocket'
import type { ConnectionState } from '@/lib/connectionState'
import { type ErrorCode, errorCodeOf } from '@/lib/errors'
import { type ParleyApiError, parleyApiError } from '@/lib/parleyApiError'
import type { VisitorGrant } from '@/lib/visitorSession'

export interface LineHearer {
  /** The server knows this website and its key; told once. */
  reached(): void
  state(state: ConnectionState): void
  /** Reads everything that is missing, over HTTP. @throws ParleyApiError */
  catchUp(): Promise<void>
  /** A try failed; where `retry` is false it was the last one. */
  failed(error: ParleyApiError): void
}

export interface LineOptions {
  url: string
  tenantId: string
  siteId: string | undefined
  session: GrantSource<VisitorGrant>
  page: Page
  hearer: LineHearer
  openSocket: OpenSocket
  clock: Clock
  random: () => number
  fetch?: typeof fetch
}

/** A visitor's line to the server: a socket that is kept up, and HTTP while it is away. */
export class VisitorLine {
  readonly link: SocketLink
  readonly requests: ReturnType<typeof authorisedRequests>
  readonly files: ReturnType<typeof authorisedFiles>
  readonly #keeper: ConnectionKeeper<VisitorGrant>
  readonly #monitor: ConnectionMonitor
  readonly #recovery: Recovery
  readonly #activity: ActivityReporter
  readonly #poller: Poller
  #wasReached = false
  #endWatching = () => {}

  constructor(private readonly options: LineOptions) {
    const { clock, page, hearer, session } = options
    const socket = this.#openSocket()
    const link = createSocketLink(socket)
    const onSignedOut = () => this.#end(parleyApiError('UNAUTHENTICATED'))
    this.link = link
    this.#poller = createPoller(clock, () => this.#poll())
    const tab = () => (link.isUp() ? undefined : tabId())
    const caller = { ...options, tokens: session, tab }
    this.requests = authorisedRequests(caller)
    this.files = authorisedFiles(caller, this.requests.shown)
    this.#monitor = createConnectionMonitor({
      clock,
      onState: hearer.state,
      onHttpNeed: (needed) => this.#poller.setActive(needed),
    })
    this.#recovery = createRecovery({
      ...options,
      read: hearer.catchUp,
      onRecovered: () => this.#monitor.report({ type: 'up' }),
      onSignedOut,
    })
    this.#activity = new ActivityReporter({
      page,
      clock,
      say: (activity) => link.tell('user_activity', activity),
    })
    this.#keeper = new ConnectionKeeper<VisitorGrant>({
      ...options,
      socket,
      tokens: session,
      onUp: () => this.#up(),
      onDown: () => this.#down(),
      onFailed: (error) => this.#failed(error),
      onSignedOut,
    })
    renewTokens({ link, tokens: session, clock, onSignedOut })
    this.#hear(link)
  }

  get state(): ConnectionState {
    return this.#monitor.state()
  }

  start(): void {
    const { page, clock } = this.options
    this.#endWatching = watchPage(page, clock, {
      network: (online) => this.#networkChanged(online),
      returned: (long) => this.#returned(long),
    })
    this.#monitor.restart(page.isOnline())
    this.#activity.start()
    this.#keeper.start()
  }

  /** Ends the socket, every timer and every listener. */
  stop(): void {
    this.#endWatching()
    this.#activity.stop()
    this.#poller.setActive(false)
    this.#monitor.stop()
    this.#recovery.cancel()
    this.#keeper.stop()
  }

  /** The visitor is another one: the socket shows their token, at once. */
  reconnect(): void {
    this.#keeper.drop()
  }

  #openSocket() {
    const { url, tenantId, siteId, page, openSocket } = this.options
    return openSocket({
      url,
      query: {
        ...page.address(),
        ...page.origin(),
        tenantId,
        ...(siteId && { siteId }),
      },
      auth: () => {
        const { token } = this.#keeper
        return { ...(token && { token }), tab: tabId() }
      },
    })
  }

  #hear(link: SocketLink): void {
    link.on('connected', ({ awayAfterSeconds }) => {
      if (awayAfterSeconds) this.#activity.setIdleAfter(awayAfterSeconds)
    })
    link.on('server_restarting', ({ withinMs }) => {
      this.#monitor.report({ type: 'restarting' })
      this.#keeper.expectRestart(withinMs)
    })
  }

  #up(): void {
    this.#reached()
    this.#activity.begin()
    this.#recovery.begin()
  }

  #down(): void {
    this.#recovery.cancel()
    this.#activity.rest()
    this.#monitor.report({ type: 'down' })
  }

  #reached(): void {
    if (this.#wasReached) return
    this.#wasReached = true
    this.options.hearer.reached()
  }

  async #poll(): Promise<void> {
    try {
      await this.options.hearer.catchUp()
      this.#reached()
      this.#monitor.report({ type: 'http', works: true })
    } catch (error) {
      const { status } = error as ParleyApiError
      this.#monitor.report({ type: 'http', works: status > 0 && status < 500 })
    }
  }

  /** What will be refused again is not tried again. */
  #failed(error: unknown): void {
    const known = refusedBy(error)
    if (known.retry) this.options.hearer.failed(known)
    else this.#end(known)
  }

  #end(error: ParleyApiError): void {
    this.stop()
    this.#monitor.report({ type: 'ended' })
    this.options.hearer.failed(error)
  }

  #networkChanged(online: boolean): void {
    this.#monitor.report({ type: 'network', online })
    if (this.link.isUp()) void this.#checkAlive()
    else if (online) this.#keeper.tryNow()
  }

  #returned(long: boolean): void {
    if (!this.link.isUp()) this.#keeper.tryNow()
    else if (long) {
      void this.#checkAlive()
      this.#recovery.begin()
    }
  }

  async #checkAlive(): Promise<void> {
    if (!(await this.link.isAlive())) this.#keeper.drop()
  }
}

/** Of a call, or of a handshake, which has the code in `data`. */
function refusedBy(error: unknown): ParleyApiError {
  const { message, data, code, retryAfterSeconds } = (error ?? {}) as Partial<ParleyApiError> & {
    data?: { code?: ErrorCode }
  }
  const known = code ?? data?.code
  if (!known) return parleyApiError('UNAVAILABLE', { sentence: 'The server cannot be reached' })
  return parleyApiError(errorCodeOf({ code: known }), {
    sentence: message,
    ...{ retryAfterSeconds },
  })
}
