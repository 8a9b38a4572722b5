/** An admin's conversations with visitors, as a client that the chat's screens understand. */
import { type Clock, systemClock } from './client/clock'
import { createListeners } from './client/listeners'
import { MessageSender } from './client/messageSender'
import { OpenConversations } from './client/openConversations'
import { createReadReporter } from './client/readReporter'
import { inItsThread, isStoredChat, readVisitorMessages, visitorPaths } from './client/visitorPaths'
import type { VisitorSight } from './client/visitorSight'
import type { ParleyClient } from './parleyClient'
import type { ParleyEvent } from './parleyEvents'
import type { Conversation, Message } from './protocol'
import type { TokenSource } from './session'
import type { VisitorChatApi } from './visitorChatApi'

export { notesOf, unopenedChat } from './client/visitorPaths'
export { createVisitorSight, type VisitorSight } from './client/visitorSight'

export interface VisitorChatsOptions {
  /** The tab's client; it is the caller's to start. */
  client: ParleyClient
  api: VisitorChatApi
  tokens: TokenSource
  sight: VisitorSight
  /** The caller's own id. */
  me: string
  /** A note of whatever admin, in its thread. */
  onNote(note: Message): void
  clock?: Clock
}

/** So many conversations are shown: those that wait, then the newest. */
const LISTED = 500

/**
 * The tab's client with the paths of web chat in place of those of private chat: the same events,
 * fallbacks and catching up. `unopenedChat` and `notesOf` name what else may be sent to.
 *
 * @example
 * const visitors = createVisitorChats({ client, api, tokens, sight, me, onNote })
 * await visitors.send({ conversationId, text: 'Hello', clientMessageId: crypto.randomUUID() })
 */
export function createVisitorChats(options: VisitorChatsOptions): ParleyClient {
  const { client, api, sight, clock = systemClock } = options
  const { socket } = client
  const { add, tell } = createListeners<ParleyEvent>()
  const conversation = (raw: Conversation) =>
    tell({ type: 'conversation', conversation: sight.conversation(raw) })
  const deliver = (raw: Message) => {
    const message = sight.message(raw)
    conversations.saw(message)
    tell({ type: 'message', message })
    sender.saw(message)
  }
  const messages = readVisitorMessages(api, sight)
  // Admins are in the room of all: there is nothing to join, and only reading tells how far it got.
  const link = { isUp: () => false, ask: socket.ask, tell: () => {} }
  const conversations = new OpenConversations({ api: { messages }, link, clock, deliver })
  const onOpened = async (id: string) => conversation(await api.conversation(id))
  const sender = new MessageSender({ ...visitorPaths({ ...options, socket, onOpened }), deliver })
  const reads = createReadReporter({ api, link })
  const opened = new Set<string>()
  const refresh = async () => {
    const listed = (await readList(api, opened)).map(sight.conversation)
    tell({ type: 'conversations', conversations: listed })
    await conversations.readBehind(listed)
  }
  const again = () => {
    reads.repeat()
    refresh().catch(readLater)
  }
  hearVisitors(options, { tell, conversation, deliver, again })
  return {
    ...client,
    ...openedChats(conversations, opened),
    api: { ...client.api, messages },
    subscribe: add,
    // Whoever listens acknowledges, and nothing here would show it: the chat page does.
    onPush: () => () => {},
    send: (message, hooks) => sender.send(message, hooks),
    markRead: reads.markRead,
    setTyping: (conversationId, isTyping) => {
      if (isStoredChat(conversationId)) socket.tell('typing', { conversationId, isTyping })
    },
    refresh,
  }
}

function openedChats(
  conversations: OpenConversations,
  opened: Set<string>,
): Pick<ParleyClient, 'openConversation' | 'closeConversation'> {
  return {
    openConversation: (id, ...known) => {
      if (!isStoredChat(id)) return
      opened.add(id)
      conversations.open(id, ...known)
    },
    closeConversation: (id) => {
      opened.delete(id)
      conversations.close(id)
    },
  }
}

interface Hearers {
  tell(event: ParleyEvent): void
  conversation(raw: Conversation): void
  deliver(message: Message): void
  /** There was a gap. */
  again(): void
}

/** What the server says of visitors' conversations; of all else only what concerns the connection. */
function hearVisitors({ client, me, sight, onNote }: VisitorChatsOptions, to: Hearers): void {
  const { socket } = client
  const hear = ({ conversation }: { conversation: Conversation }) => {
    if (conversation.webchat) to.conversation(conversation)
  }
  socket.on('meta_message_created', ({ message }) => to.deliver(message))
  socket.on('ai_event_created', ({ message }) => to.deliver(message))
  socket.on('note_created', ({ note }) => onNote(inItsThread(note)))
  socket.on('conversation_created', hear)
  socket.on('conversation_updated', hear)
  client.subscribe((event) => {
    if (/^(state|session-ended|typing|delivered|conversation-removed)$/.test(event.type))
      to.tell(event)
    // What any admin has read, all have.
    if (event.type === 'read')
      to.tell({ ...event, userId: sight.isVisitor(event) ? event.userId : me })
    if (event.type === 'caught-up' || event.type === 'poll') to.again()
  })
}

/** Whatever could not be read now is read after the next connection, or by the next poll. */
function readLater(): void {}

/** Those that are open, and closed ones that are being looked at. */
async function readList(api: VisitorChatApi, opened: Set<string>): Promise<Conversation[]> {
  const listed: Conversation[] = []
  let cursor: string | undefined
  do {
    const query = { status: 'open' as const, limit: 100, ...(cursor && { cursor }) }
    const page = await api.conversations(query)
    listed.push(...page.conversations)
    cursor = page.nextCursor
  } while (cursor && listed.length < LISTED)
  const missing = [...opened].filter((id) => !listed.some((one) => one.id === id))
  return [...listed, ...(await Promise.all(missing.map(api.conversation)))]
}
