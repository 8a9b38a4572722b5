import { type ParleyApiError, parleyApiError } from '../parleyApiError'
import { ActivityReporter } from './activityReporter'
import type { Clock } from './clock'
import { ConnectionKeeper } from './connectionKeeper'
import type { Page } from './page'
import { watchPage } from './pageWatch'
import type { Pass, PassSource } from './passes'
import { refusalOf } from './refusalOf'
import type { SocketLink } from './socketLink'
import { renewTokens } from './tokenRenewal'
import type { WireSocket } from './wireSocket'

interface Options {
  socket: WireSocket
  /** Over `socket`. */
  link: SocketLink
  passes: PassSource
  page: Page
  clock: Clock
  random: () => number
  onUp(pass: Pass): void
  onDown(): void
  /** A try to connect failed; another follows. */
  onFailed(error: ParleyApiError): void
  /** It is over, and why; nothing is tried any more. */
  onEnded(error: ParleyApiError, wasUp: boolean): void
}

/** A socket that is opened by a pass, kept up, and told whether somebody is at the page. */
export class PassSocket {
  readonly #keeper: ConnectionKeeper<Pass>
  readonly #activity: ActivityReporter
  #isRunning = false
  #endWatching = () => {}

  constructor(private readonly options: Options) {
    const { link, passes, page, clock } = options
    this.#activity = new ActivityReporter({
      page,
      clock,
      say: (activity) => link.tell('user_activity', activity),
    })
    const onSignedOut = () => this.#end(parleyApiError('UNAUTHENTICATED'))
    this.#keeper = new ConnectionKeeper<Pass>({
      ...options,
      tokens: passes,
      onUp: (pass) => this.#up(pass),
      onDown: () => this.#down(),
      onFailed: (error) => this.#failed(refusalOf(error)),
      onSignedOut,
    })
    renewTokens({ link, tokens: passes, clock, onSignedOut })
    link.on('server_restarting', ({ withinMs }) => this.#keeper.expectRestart(withinMs))
    link.on('session_revoked', ({ reason, goesOn }) => {
      if (!goesOn || !passes.goesOn)
        this.#end(parleyApiError('UNAUTHENTICATED', { sentence: reason }))
    })
  }

  /** What the present try or connection shows. */
  get token(): string | undefined {
    return this.#keeper.token
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

  #up(pass: Pass): void {
    this.#activity.begin()
    this.options.onUp(pass)
  }

  #down(): void {
    this.#activity.rest()
    this.options.onDown()
  }

  /** What will be refused again is not tried again. */
  #failed(error: ParleyApiError): void {
    if (error.retry) this.options.onFailed(error)
    else this.#end(error)
  }

  #end(error: ParleyApiError): void {
    const wasUp = this.options.link.isUp()
    this.stop()
    this.options.passes.forget()
    this.options.onEnded(error, wasUp)
  }

  #looked(isOnline: boolean, isLong = true): void {
    if (!this.options.link.isUp()) {
      if (isOnline) this.#keeper.tryNow()
    } else if (isLong) void this.#checkAlive()
  }

  async #checkAlive(): Promise<void> {
    if (!(await this.options.link.isAlive())) this.#keeper.drop()
  }
}
