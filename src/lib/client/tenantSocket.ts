import type { ParleyApiError } from '../parleyApiError'
import type { Message, OnlineUser, OnlineUsersPage } from '../protocol'
import type { Clock } from './clock'
import { numberedPresence } from './numberedPresence'
import type { Page } from './page'
import type { Pass, PassSource } from './passes'
import { PassSocket } from './passSocket'
import { PresenceFollower } from './presenceFollower'
import { refusalOf } from './refusalOf'
import { createSocketLink, type SocketLink } from './socketLink'
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
  readonly #kept: PassSocket
  readonly #link: SocketLink
  readonly #presence: PresenceFollower
  #userId: string | undefined
  #isReading = false

  constructor(private readonly options: TenantSocketOptions) {
    const { clock, hearer, pageOverHttp } = options
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
    this.#kept = new PassSocket({
      ...options,
      socket,
      link,
      onUp: (pass) => this.#up(pass),
      onDown: () => this.#down(),
      onFailed: (error) => hearer.failed(error),
      onEnded: (error, wasUp) => this.#ended(error, wasUp),
    })
    this.#hear()
  }

  /** Begins to connect; repeats change nothing. */
  start(): void {
    this.#kept.start()
  }

  /** Closes the socket and ends every timer and listener. */
  stop(): void {
    this.#presence.rest()
    this.#kept.stop()
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
        const { token } = this.#kept
        return { ...(token && { token }), ...(apiKey && { apiKey }), ...role, presence: 'batch' }
      },
    })
  }

  #hear(): void {
    const { hearer } = this.options
    this.#link.on('meta_message_created', ({ message }) => hearer.message(message))
    this.#link.on('ai_event_created', ({ message }) => hearer.message(message))
    this.#link.on('error', (refused) => hearer.failed(refusalOf(refused)))
  }

  #up({ userId }: Pass): void {
    this.#userId = userId
    this.#isReading = false
    this.options.hearer.up()
    const isFollower = this.options.isAdmin || userId !== undefined
    if (isFollower && !this.#isReading) this.readUsers()
  }

  #down(): void {
    this.#presence.rest()
    this.options.hearer.down()
  }

  #ended(error: ParleyApiError, wasUp: boolean): void {
    this.#presence.rest()
    if (wasUp) this.options.hearer.down()
    this.options.hearer.failed(error)
  }
}
