import { type ParleyApiError, parleyApiError } from '../parleyApiError'
import type { Message, OnlineUser, OnlineUsersPage } from '../protocol'
import { ActivityReporter } from './activityReporter'
import type { Clock } from './clock'
import { ConnectionKeeper } from './connectionKeeper'
import { numberedPresence } from './numberedPresence'
import type { Page } from './page'
import { watchPage } from './pageWatch'
import type { Pass, PassSource } from './passes'
import { PresenceFollower } from './presenceFollower'
import { refusalOf } from './refusalOf'
import { createSocketLink, type SocketLink } from './socketLink'
import { renewTokens } from './tokenRenewal'
import type { OpenSocket, WireSocket } from './wireSocket'

/** What a `TenantSocket` tells. */
export interface TenantSocketHearer {
  up(): void
  down(): void
  /** Everybody who is online: `read` from the server anew, or `changed` since. */
  users(users: OnlineUser[], how: 'read' | 'changed'): void
  message(message: Message): void
  /** A try to connect failed, or the server refused something. */
  failed(error: ParleyApiError): void
}

export interface TenantSocketOptions {
  url: string
  tenantId: string
  apiKey: string | undefined
  /** Asks for everybody of the tenant, and is refused where the pass is not an admin's. */
  isAdmin: boolean
  passes: PassSource
  /** Of the page, for the presence row of the first moment. */
  query: Record<string, string>
  openSocket: OpenSocket
  page: Page
  clock: Clock
  random: () => number
  pageOverHttp(cursor: string): Promise<OnlineUsersPage>
  hearer: TenantSocketHearer
}

/** One socket of somebody in a tenant, kept up, with the list of who is online kept right. */
export class TenantSocket {
  readonly #keeper: ConnectionKeeper<Pass>
  readonly #link: SocketLink
  readonly #presence: PresenceFollower
  readonly #activity: ActivityReporter
  #userId: string | undefined
  #isRunning = false
  #isReading = false
  #endWatching = () => {}

  constructor(private readonly options: TenantSocketOptions) {
    const { clock, page, hearer, passes, pageOverHttp } = options
    const socket = this.#openSocket()
    const link = numberedPresence(createSocketLink(socket))
    this.#link = link
    this.#presence = new PresenceFollower({
      link,
      clock,
      pageOverHttp,
      askForList: async () => this.#askForList(),
      deliver: (users, how, { missing }) => {
        if (missing === 0) hearer.users(users, how)
      },
    })
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
      onUp: (pass) => this.#up(pass),
      onDown: () => this.#down(),
      onFailed: (error) => this.#failed(refusalOf(error)),
      onSignedOut,
    })
    renewTokens({ link, tokens: passes, clock, onSignedOut })
    this.#hear()
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
    this.#presence.rest()
    this.#keeper.stop()
  }

  /** Reads the list anew; it is told when it is there. */
  readUsers(): void {
    this.#isReading = true
    const mayFollow = this.options.isAdmin || this.#userId !== undefined
    if (mayFollow) void this.#presence.follow(this.#userId ?? '')
    else this.#askForList()
  }

  /** The answer is an event, as servers written from the guides acknowledge nothing. */
  #askForList(): void {
    const { isAdmin, tenantId } = this.options
    if (isAdmin || this.#userId === undefined) this.#link.tell('get_online_users', { tenantId })
    else this.#link.tell('join_user', { userId: this.#userId })
  }

  #openSocket(): WireSocket {
    const { url, query, openSocket, apiKey, isAdmin, tenantId } = this.options
    const role = isAdmin && { role: 'admin' }
    return openSocket({
      url,
      query: { ...query, tenantId },
      auth: () => {
        const { token } = this.#keeper
        return { ...(token && { token }), ...(apiKey && { apiKey }), ...role, presence: 'batch' }
      },
    })
  }

  #hear(): void {
    const { hearer } = this.options
    this.#link.on('meta_message_created', ({ message }) => hearer.message(message))
    this.#link.on('ai_event_created', ({ message }) => hearer.message(message))
    this.#link.on('error', (refused) => hearer.failed(refusalOf(refused)))
    this.#link.on('server_restarting', ({ withinMs }) => this.#keeper.expectRestart(withinMs))
    this.#link.on('session_revoked', ({ reason, goesOn }) => {
      if (!goesOn || !this.options.passes.goesOn)
        this.#end(parleyApiError('UNAUTHENTICATED', { sentence: reason }))
    })
  }

  #up({ userId }: Pass): void {
    this.#userId = userId
    this.#isReading = false
    this.#activity.begin()
    this.options.hearer.up()
    const isFollower = this.options.isAdmin || userId !== undefined
    if (isFollower && !this.#isReading) this.readUsers()
  }

  #down(): void {
    this.#activity.rest()
    this.#presence.rest()
    this.options.hearer.down()
  }

  /** What will be refused again is not tried again. */
  #failed(error: ParleyApiError): void {
    if (error.retry) this.options.hearer.failed(error)
    else this.#end(error)
  }

  #end(error: ParleyApiError): void {
    const wasUp = this.#link.isUp()
    this.stop()
    this.options.passes.forget()
    if (wasUp) this.options.hearer.down()
    this.options.hearer.failed(error)
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
