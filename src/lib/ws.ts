/** The guides' socket: who is online in a tenant, told by callbacks. */
import { ChatAPI } from './chatApi'
import { type Clock, systemClock } from './client/clock'
import { callBack } from './client/listeners'
import { openSocket } from './client/openSocket'
import { browserPage, type Page } from './client/page'
import { type PassSource, userPasses, visitorPasses } from './client/passes'
import type { Fetch } from './client/requests'
import { TenantSocket, type TenantSocketHearer } from './client/tenantSocket'
import type { OpenSocket } from './client/wireSocket'
import { currentConfig, publicKey } from './config'
import type { Message, OnlineUser } from './protocol'

export type { OnlineUser } from './protocol'

/**
 * What happens on the connection. None is called before the constructor has returned.
 *
 * A list that is replaced by `onOnlineUsersList` and changed by `onUserOnline` (add, or replace
 * by `userId`) and `onUserOffline` (remove) is right at every moment: after whatever was missed
 * the list is told anew. Without `onOnlineUsersList` the two others tell what was missed.
 */
export interface WebSocketCallbacks {
  /** A message of a visitor's conversation, the own ones included. */
  onMessage?: (message: Message) => void
  /** The socket is connected, again after every reconnect. */
  onConnect?: () => void
  /** The connection is lost. It is tried again until `disconnect()`. */
  onDisconnect?: () => void
  /**
   * A try to connect failed, or the server refused something: a `ParleyApiError`. A connection
   * that was refused with `retry: false` is not tried again before `connect()`.
   */
  onError?: (error: Error) => void
  /** Somebody came, or something about them changed. */
  onUserOnline?: (user: OnlineUser) => void
  onUserOffline?: (userId: string) => void
  onOnlineUsersList?: (users: OnlineUser[]) => void
}

/** Where the page is. What is absent is read from the page itself. */
export interface WebsiteInfo {
  domain?: string
  origin?: string
  url?: string
  referrer?: string
  title?: string
  siteId?: string
}

/** Everything has a default; tests bring their own. */
export interface ChatWebSocketOptions {
  /** Origin of the server; the configured one when absent. */
  url?: string
  passes?: PassSource
  fetch?: Fetch
  openSocket?: OpenSocket
  page?: Page
  clock?: Clock
  random?: () => number
}

/**
 * A connection to one tenant. It connects at once, keeps connected, and reads the list of who is
 * online whenever it has connected, or changes are missing.
 *
 * With `isAdmin` it shows an admin's token (see `configure`) and tells of everybody. Without, it
 * is a visitor of the website where a publishable key is configured, and is told of nobody.
 *
 * @example
 * const socket = new ChatWebSocket('tenant-123', { onOnlineUsersList: show }, undefined, true)
 * socket.disconnect()
 */
export class ChatWebSocket {
  readonly #socket: TenantSocket
  #shown: ReadonlyMap<string, OnlineUser> = new Map()

  constructor(
    tenantId: string,
    callbacks: WebSocketCallbacks = {},
    websiteInfo: WebsiteInfo = {},
    isAdmin = false,
    options: ChatWebSocketOptions = {},
  ) {
    const { url = currentConfig().url, fetch } = options
    const { siteId } = websiteInfo
    const passes =
      options.passes ??
      (isAdmin ? userPasses({ url, fetch }) : visitorPasses({ url, fetch, tenantId, siteId }))
    const page = pageOf(websiteInfo, options.page ?? browserPage())
    const api = new ChatAPI(tenantId, { url, fetch, passes })
    this.#socket = new TenantSocket({
      url,
      tenantId,
      isAdmin,
      passes,
      page,
      apiKey: publicKey(),
      query: { ...page.address(), ...page.origin(), ...websiteInfo },
      openSocket: options.openSocket ?? openSocket,
      clock: options.clock ?? systemClock,
      random: options.random ?? Math.random,
      pageOverHttp: (cursor) => api.getOnlineUsersPage(cursor),
      hearer: this.#hearer(callbacks),
    })
    this.#socket.start()
  }

  /** Connects again, after `disconnect()` or an error with `retry: false`. */
  connect(): void {
    this.#socket.start()
  }

  /** Ends the connection; nothing is called back any more. */
  disconnect(): void {
    this.#socket.stop()
  }

  /** Reads the list anew: `onOnlineUsersList` follows, or `onError`. */
  requestOnlineUsers(): void {
    this.#socket.readUsers()
  }

  #hearer(callbacks: WebSocketCallbacks): TenantSocketHearer {
    return {
      up: () => callBack(callbacks.onConnect),
      down: () => callBack(callbacks.onDisconnect),
      message: (message) => callBack(callbacks.onMessage, message),
      failed: (error) => callBack(callbacks.onError, error),
      users: (users, how) => {
        const before = this.#shown
        this.#shown = new Map(users.map((user) => [user.userId, user]))
        const { onOnlineUsersList } = callbacks
        if (how === 'read' && onOnlineUsersList) callBack(onOnlineUsersList, users)
        else tellChanges(before, this.#shown, callbacks)
      },
    }
  }
}

function tellChanges(
  before: ReadonlyMap<string, OnlineUser>,
  after: ReadonlyMap<string, OnlineUser>,
  { onUserOnline, onUserOffline }: WebSocketCallbacks,
): void {
  for (const userId of before.keys()) if (!after.has(userId)) callBack(onUserOffline, userId)
  for (const [userId, user] of after) if (before.get(userId) !== user) callBack(onUserOnline, user)
}

/** The page, as it wants to be known. */
function pageOf({ url, title, domain, referrer }: WebsiteInfo, page: Page): Page {
  return {
    ...page,
    address: () => ({ ...page.address(), ...(url && { url }), ...(title && { title }) }),
    origin: () => ({ ...page.origin(), ...(domain && { domain }), ...(referrer && { referrer }) }),
  }
}
