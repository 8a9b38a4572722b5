import { type ParleyApiError, parleyApiError } from '../parleyApiError'
import { ActivityReporter } from './activityReporter'
import type { Clock } from './clock'
import { ConnectionKeeper } from './connectionKeeper'
import type { Page } from './page'
import { watchPage } from './pageWatch'
import type { Pass, PassSource } from './passes'
import { type PushHandler, PushHandlers } from './pushHandlers'
import { refusalOf } from './refusalOf'
import { createSocketLink, type SocketLink } from './socketLink'
import { renewTokens } from './tokenRenewal'
import type { OpenSocket, WireSocket } from './wireSocket'

export interface PushSocketOptions {
  url: string
  apiKey: string | undefined
  passes: PassSource
  tenantId: string | undefined
  /** A reloaded tab is told only what it has not been told. */
  tab: string
  openSocket: OpenSocket
  page: Page
  clock: Clock
  random: () => number
  /** Connected or not, and why not, where the server has said so. */
  onState(isConnected: boolean, error: ParleyApiError | null): void
}

/** One socket that hears what back ends push, and follows nobody; kept up. */
export class PushSocket {
  readonly #keeper: ConnectionKeeper<Pass>
  readonly #link: SocketLink
  readonly #activity: ActivityReporter
  readonly #handlers: PushHandlers
  #isRunning = false
  #endWatching = () => {}

  constructor(private readonly options: PushSocketOptions) {
    const { page, clock, passes } = options
    const socket = this.#openSocket()
    const link = createSocketLink(socket)
    this.#link = link
    this.#handlers = new PushHandlers(socket)
    this.#activity = new ActivityReporter({
      page,
      clock,
      say: (activity) => link.tell('user_activity', activity),
    })
    const onSignedOut = () => this.#end(parleyApiError('UNAUTHENTICATED'))
    this.#keeper = new ConnectionKeeper<Pass>({
      ...options,
      socket,
      tokens: passes,
      onUp: () => this.#up(),
      onDown: () => this.#down(),
      onFailed: (error) => this.#failed(refusalOf(error)),
      onSignedOut,
    })
    renewTokens({ link, tokens: passes, clock, onSignedOut })
    link.on('server_restarting', ({ withinMs }) => this.#keeper.expectRestart(withinMs))
    link.on('session_revoked', ({ reason, goesOn }) => {
      if (!goesOn || !this.options.passes.goesOn)
        this.#end(parleyApiError('UNAUTHENTICATED', { sentence: reason }))
    })
  }

  /** @returns the end of hearing. */
  hear(event: string, handler: PushHandler): () => void {
    return this.#handlers.add(event, handler)
  }

  /** Begins to connect; repeats change nothing. */
  start(): void {
    const { page, clock } = this.options
    if (this.#isRunning) return
    this.#isRunning = true
    this.#endWatching = watchPage(page, clock, {
      network: (online) => this.#looked(online),
      returned: (long) => this.#looked(true, long),
    })
    this.#activity.start()
    this.#keeper.start()
  }

  /** Closes the socket and ends every timer and listener. */
  stop(): void {
    this.#isRunning = false
    this.#endWatching()
    this.#activity.stop()
    this.#keeper.stop()
  }

  #openSocket(): WireSocket {
    const { url, page, openSocket, apiKey, tab, tenantId } = this.options
    return openSocket({
      url,
      query: { ...page.address(), ...page.origin(), ...(tenantId && { tenantId }) },
      auth: () => {
        const { token } = this.#keeper
        return { ...(token && { token }), ...(apiKey && { apiKey }), tab, presence: 'batch' }
      },
    })
  }

  #up(): void {
    this.#activity.begin()
    this.options.onState(true, null)
  }

  #down(): void {
    this.#activity.rest()
    this.options.onState(false, null)
  }

  /** What will be refused again is not tried again. */
  #failed(error: ParleyApiError): void {
    if (error.retry) this.options.onState(false, error)
    else this.#end(error)
  }

  #end(error: ParleyApiError): void {
    this.stop()
    this.options.passes.forget()
    this.options.onState(false, error)
  }

  #looked(isOnline: boolean, isLong = true): void {
    if (!this.#link.isUp()) {
      if (isOnline) this.#keeper.tryNow()
    } else if (isLong) void this.#checkAlive()
  }

  async #checkAlive(): Promise<void> {
    if (!(await this.#link.isAlive())) this.#keeper.drop()
  }
}
