import type { ConnectionState } from '../connectionState'
import { isSignedOut, type ParleyApiError } from '../parleyApiError'
import type { ParleyEvent } from '../parleyEvents'
import type { UserStatus } from '../protocol'
import type { TokenSource } from '../session'
import { ActivityReporter } from './activityReporter'
import type { Clock } from './clock'
import { ConnectionKeeper } from './connectionKeeper'
import { type ConnectionMonitor, createConnectionMonitor } from './connectionMonitor'
import type { Page } from './page'
import { watchPage } from './pageWatch'
import { createPoller, type Poller } from './poller'
import { createRecovery, type Recovery } from './recovery'
import type { SocketLink } from './socketLink'
import { renewTokens } from './tokenRenewal'
import type { WireSocket } from './wireSocket'

interface Options {
  socket: WireSocket
  link: SocketLink
  tokens: TokenSource
  page: Page
  clock: Clock
  random: () => number
  /** Reads everything with the socket's help; it is this user's. */
  readLive(userId: string): Promise<void>
  /** Reads everything without a socket. */
  readOverHttp(): Promise<void>
  /** The server was reached, by whatever path. */
  onReached(): void
  onDown(): void
  tell(event: ParleyEvent): void
}

/** The life of the connection: who tries, who reads, who polls, and what a person is told of it. */
export class LiveConnection {
  readonly #keeper: ConnectionKeeper
  readonly #monitor: ConnectionMonitor
  readonly #poller: Poller
  readonly #recovery: Recovery
  readonly #activity: ActivityReporter
  #userId = ''
  #isRunning = false
  #endWatching = () => {}

  constructor(private readonly options: Options) {
    const { link, tokens, page, clock, tell } = options
    const onSignedOut = () => this.end()
    this.#monitor = createConnectionMonitor({
      clock,
      onState: (state) => tell({ type: 'state', state }),
      onHttpNeed: (needed) => this.#poller.setActive(needed),
    })
    this.#poller = createPoller(clock, () => this.#poll())
    this.#recovery = createRecovery({
      ...options,
      read: () => options.readLive(this.#userId),
      onRecovered: () => this.#recovered(),
      onSignedOut,
    })
    this.#activity = new ActivityReporter({
      page,
      clock,
      say: (activity) => link.tell('user_activity', activity),
    })
    link.on('connected', ({ awayAfterSeconds }) => {
      if (awayAfterSeconds) this.#activity.setIdleAfter(awayAfterSeconds)
    })
    link.on('server_restarting', ({ withinMs }) => {
      this.#monitor.report({ type: 'restarting' })
      this.#keeper.expectRestart(withinMs)
    })
    this.#keeper = new ConnectionKeeper({
      ...options,
      onUp: ({ user }) => this.#up(user.id),
      onDown: () => this.#down(),
      onSignedOut,
    })
    renewTokens({ link, tokens, clock, onSignedOut })
  }

  get state(): ConnectionState {
    return this.#monitor.state()
  }

  /** The token the socket shows. */
  get token(): string | undefined {
    return this.#keeper.token
  }

  /** There is no socket, and HTTP stands in for it. */
  get isWithoutSocket(): boolean {
    return this.#isRunning && this.#monitor.needsHttp()
  }

  start(): void {
    if (this.#isRunning) return
    const { page, clock } = this.options
    this.#isRunning = true
    this.#endWatching = watchPage(page, clock, {
      network: (online) => this.#networkChanged(online),
      returned: (long) => this.#returned(long),
    })
    this.#activity.start()
    this.#monitor.restart(page.isOnline())
    this.#keeper.start()
  }

  stop(): void {
    this.#isRunning = false
    this.#endWatching()
    this.#activity.stop()
    this.#keeper.stop()
    this.#rest()
    this.#monitor.stop()
    this.#poller.setActive(false)
  }

  /** The sign-in is over. */
  end(reason?: string): void {
    if (!this.#isRunning) return
    this.stop()
    this.options.tokens.forget()
    this.#monitor.report({ type: 'ended' })
    this.options.tell({ type: 'session-ended', ...(reason !== undefined && { reason }) })
  }

  reconnect(): void {
    this.#keeper.tryNow()
  }

  setStatus(status: UserStatus): void {
    this.#activity.setStatus(status)
  }

  /** Reads everything once, now. @throws ParleyApiError */
  readAgain(): Promise<void> {
    const { link, readLive, readOverHttp } = this.options
    return link.isUp() ? readLive(this.#userId) : readOverHttp()
  }

  #up(userId: string): void {
    this.#userId = userId
    this.#activity.begin()
    this.#recovery.begin()
  }

  #down(): void {
    this.#rest()
    this.#monitor.report({ type: 'down' })
  }

  #rest(): void {
    this.#recovery.cancel()
    this.#activity.rest()
    this.options.onDown()
  }

  #recovered(): void {
    this.options.onReached()
    this.options.tell({ type: 'caught-up' })
    this.#monitor.report({ type: 'up' })
  }

  async #poll(): Promise<void> {
    try {
      await this.options.readOverHttp()
      this.options.onReached()
      this.#monitor.report({ type: 'http', works: true })
    } catch (error) {
      if (isSignedOut(error)) this.end()
      else this.#monitor.report({ type: 'http', works: isAnswer(error as ParleyApiError) })
    }
  }

  #networkChanged(online: boolean): void {
    this.#monitor.report({ type: 'network', online })
    if (this.options.link.isUp()) void this.#checkAlive()
    else if (online) this.#keeper.tryNow()
  }

  #returned(long: boolean): void {
    if (!this.options.link.isUp()) this.#keeper.tryNow()
    else if (long) {
      void this.#checkAlive()
      this.#recovery.begin()
    }
  }

  async #checkAlive(): Promise<void> {
    if (!(await this.options.link.isAlive())) this.#keeper.drop()
  }
}

/** A refusal proves that the server is there as well as a grant does. */
function isAnswer({ status }: ParleyApiError): boolean {
  return status > 0 && status < 500
}
