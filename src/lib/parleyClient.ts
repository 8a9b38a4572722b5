import { createApi, type ParleyApi } from './api'
import { createChatReader } from './client/chatReader'
import { type Clock, systemClock } from './client/clock'
import { DeliveryReporter } from './client/deliveryReporter'
import { createListeners } from './client/listeners'
import { LiveConnection } from './client/liveConnection'
import { MessageSender, type SendHooks } from './client/messageSender'
import { OpenConversations } from './client/openConversations'
import { openSocket } from './client/openSocket'
import { browserPage, type Page } from './client/page'
import { PresenceFollower, pageOfColleagues } from './client/presenceFollower'
import { type PushHandler, PushHandlers } from './client/pushHandlers'
import { createReadReporter } from './client/readReporter'
import type { Fetch } from './client/requests'
import { hearServer } from './client/serverEvents'
import { createSocketLink, type SocketLink } from './client/socketLink'
import { tabId } from './client/tabId'
import type { OpenSocket } from './client/wireSocket'
import { currentConfig } from './config'
import type { ConnectionState } from './connectionState'
import type { HandshakeAuth } from './handshakeAuth'
import type { ParleyEvent, ParleyListener } from './parleyEvents'
import type { Conversation, Message, SendPrivateMessage, UserStatus } from './protocol'
import { createTokenSource, type TokenSource } from './session'

/**
 * The chat's connection: one per tab. It keeps the socket up, falls back to HTTP, reads what was
 * missed, and says what happened as `ParleyEvent`s. It draws nothing and keeps no messages.
 */
export interface ParleyClient {
  /** The HTTP calls, with this tab's token. */
  readonly api: ParleyApi
  /** The events that no method here sends or hears, in the words of the protocol. */
  readonly socket: SocketLink
  /** Begins to connect; after `stop` or the end of a session, anew. Repeats change nothing. */
  start(): void
  /** Closes the socket and ends every timer and listener. Subscriptions stay. */
  stop(): void
  /** Tries to connect now instead of at the next turn of the back-off. */
  reconnect(): void
  state(): ConnectionState
  /** @returns the end of the subscription. */
  subscribe(listener: ParleyListener): () => void
  /**
   * Sends over the socket, with 5 s for the answer; otherwise over HTTP, with the same
   * `clientMessageId`, so that it is stored once. Sends of one conversation keep their order.
   * The stored message is also told as an event, before this resolves.
   *
   * @param hooks `onFallback` is called once when HTTP takes over.
   * @throws ParleyApiError a refusal with `retry: false` is final and does not try the other path.
   * @example
   * const clientMessageId = crypto.randomUUID()
   * await client.send({ conversationId, text: 'Hello', clientMessageId })
   */
  send(message: SendPrivateMessage, hooks?: SendHooks): Promise<Message>
  /**
   * The conversation is shown: joins its room, and from now on every hole behind `lastSeq` is
   * read and delivered by `message` events. May be repeated.
   *
   * @param lastSeq the highest `seq` the screen has without a hole. Without it the newest page is
   *   read, at once.
   * @param lastChangeSeq of the oldest page on the screen: what was edited or deleted since is
   *   delivered too.
   * @example
   * const page = await client.api.messages(id)
   * client.openConversation(id, page.lastSeq, page.lastChangeSeq)
   */
  openConversation(conversationId: string, lastSeq?: number, lastChangeSeq?: number): void
  closeConversation(conversationId: string): void
  /** Says that everything up to `seq` is read; repeated until it reaches the server. */
  markRead(conversationId: string, seq: number): void
  /** Worth calling at most every 3 s while somebody types. Lost without a socket. */
  setTyping(conversationId: string, isTyping: boolean): void
  /** The person's own choice. It lasts until the person goes offline. */
  setStatus(status: UserStatus): void
  /**
   * Hears what back ends push to this user under a name; the handler is as `useGateway`'s.
   *
   * @returns the end of hearing.
   */
  onPush<Pushed = unknown>(event: string, handler: PushHandler<Pushed>): () => void
  /** Reads conversations, open conversations and who is online again. @throws ParleyApiError */
  refresh(): Promise<void>
}

/** Everything has a default; tests bring their own. */
export interface ParleyClientOptions {
  /** Origin of the server; the configured one when absent. */
  url?: string
  tokens?: TokenSource
  fetch?: Fetch
  openSocket?: OpenSocket
  page?: Page
  clock?: Clock
  /**
   * Of more people who are online only the newest so many are kept. Everybody unless told; for
   * admins, who alone may read the newest first.
   */
  mostUsers?: number
  /** Numbers in [0, 1), for the spread of the back-off. */
  random?: () => number
  /** The tab's id. */
  tab?: string
}

/**
 * Makes a client, in the browser only. Nothing is connected before `start`.
 *
 * @example
 * const client = createParleyClient()
 * const unsubscribe = client.subscribe((event) => {
 *   if (event.type === 'message') show(event.message)
 * })
 * client.start()
 */
export function createParleyClient(options: ParleyClientOptions = {}): ParleyClient {
  const given = withDefaults(options)
  const { tab, page, clock } = given
  const listeners = createListeners<ParleyEvent>()
  const tell = listeners.tell
  const socket = given.openSocket({
    url: given.url,
    query: { ...page.address(), ...page.origin() },
    auth: () => handshake(live.token, tab),
  })
  const link = createSocketLink(socket)
  const pushes = new PushHandlers(socket)
  const api = createApi({ ...given, tab: () => (live.isWithoutSocket ? tab : undefined) })
  const ownId = async () => (await given.tokens.get()).user.id
  const chat = createChat({ api, link, clock, ownId, tell, mostUsers: options.mostUsers })
  const live: LiveConnection = new LiveConnection({ ...given, ...chat.work, socket, link, tell })
  hearServer(link, { message: chat.deliver, tell, revoked: (reason) => live.end(reason) })

  return {
    api,
    socket: link,
    start: () => live.start(),
    stop: () => live.stop(),
    reconnect: () => live.reconnect(),
    state: () => live.state,
    subscribe: listeners.add,
    send: (message, hooks) => chat.sender.send(message, hooks),
    openConversation: (id, ...known) => chat.conversations.open(id, ...known),
    closeConversation: (id) => chat.conversations.close(id),
    markRead: chat.markRead,
    setTyping: (id, isTyping) => link.tell('typing', { conversationId: id, isTyping }),
    onPush: (event, handler) => pushes.add(event, handler as PushHandler),
    setStatus: (status) => live.setStatus(status),
    refresh: () => live.readAgain(),
  }
}

function withDefaults(options: ParleyClientOptions) {
  const url = options.url ?? currentConfig().url
  return {
    url,
    fetch: options.fetch,
    tokens: options.tokens ?? createTokenSource({ url, fetch: options.fetch }),
    openSocket: options.openSocket ?? openSocket,
    page: options.page ?? browserPage(),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    tab: options.tab ?? tabId(),
  }
}

function handshake(token: string | undefined, tab: string): HandshakeAuth {
  const { apiKey } = currentConfig()
  return { ...(token && { token }), ...(apiKey && { apiKey }), tab, presence: 'batch' }
}

interface ChatParts {
  api: ParleyApi
  link: SocketLink
  clock: Clock
  ownId(): Promise<string>
  tell(event: ParleyEvent): void
  mostUsers: number | undefined
}

/** What the chat does with a connection. */
function createChat({ api, link, clock, ownId, tell, mostUsers }: ChatParts) {
  const deliver = (message: Message) => {
    conversations.saw(message)
    tell({ type: 'message', message })
    sender.saw(message)
    deliveries.heard(message)
  }
  const conversations = new OpenConversations({ api, link, clock, deliver })
  const join = (id: string) => conversations.join(id)
  const sender = new MessageSender({
    isUp: () => link.isUp(),
    overSocket: async (message) => {
      join(message.conversationId)
      return (await link.ask('send_private_message', message)).message
    },
    overHttp: async (message) => (await api.sendMessage(message)).message,
    deliver,
  })
  const presence = new PresenceFollower({
    link,
    clock,
    askForList: (userId) => link.ask('join_user', { userId }),
    pageOverHttp: async (cursor) => pageOfColleagues(await api.onlineUsersPage({ cursor })),
    deliver: (users, _how, news) => tell({ type: 'presence', users, ...news }),
    most: mostUsers,
  })
  const reads = createReadReporter({ api, link })
  const deliveries = new DeliveryReporter({ api, link, clock, ownId })
  const onListed = (listed: readonly Conversation[]) => deliveries.listed(listed)
  const reader = createChatReader({ api, link, conversations, presence, onListed, tell })
  const markRead = (conversationId: string, seq: number) => {
    deliveries.read({ conversationId, seq })
    reads.markRead(conversationId, seq)
  }
  const onReached = () => {
    reads.repeat()
    deliveries.repeat()
  }
  const onDown = () => {
    conversations.leftRooms()
    presence.rest()
  }
  return {
    deliver,
    conversations,
    sender,
    markRead,
    work: { ...reader, onReached, onDown },
  }
}
