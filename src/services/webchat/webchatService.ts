import { randomUUID } from 'node:crypto'
import { errorCodeOf, refusal } from '@/lib/errors'
import type { Message } from '@/lib/protocol'
import type {
  AddressedMessage,
  ChatName,
  ChatPage,
  ConversationsService,
  PagePosition,
} from '@/services/conversations'
import type { Broadcaster, VisitorPrincipal } from '@/services/realtime'
import type { WebhooksService } from '@/services/webhooks'
import type { ChatNews } from './chatNews'
import { findByAnyName } from './movedChats'
import { type OpenChats, openChats } from './openChats'
import { clientsName } from './sessionIds'
import type { VisitorSessionsService } from './visitorSessionsService'
import type { Claimed, Staff } from './webchatCallers'

/** What is written, beside who writes it. */
export interface Draft {
  text: string
  clientMessageId: string | undefined
  /** What the writer says of themselves. */
  name?: string | undefined
  email?: string | undefined
  domain?: string | undefined
  files?: { ids: readonly string[]; by: string } | undefined
}

/** A stored message; `duplicate` ones had been stored before. */
export interface Posted {
  message: Message
  duplicate: boolean
}

/** The conversations of visitors with the tenant's admins. Callers are proven, see `webchatCallers`. */
export interface WebchatService {
  /** Stores, then tells the visitor in all tabs and the tenant's admins. */
  write(visitor: VisitorPrincipal, draft: Draft): Promise<Posted>
  /** The same from the tenant's side; opens the chat of a session that has none. */
  reply(staff: Staff, as: 'agent' | 'bot', to: Claimed, draft: Draft): Promise<Posted>
  /** The visitor's own conversation; empty before the first message. No other is there. */
  ownPage(
    visitor: VisitorPrincipal,
    chat: Claimed,
    position: PagePosition,
  ): Promise<Omit<ChatPage, keyof ChatBegun> & Partial<ChatBegun>>
  /** Any conversation of the tenant, for those who speak for it. */
  page(tenantId: string, chat: Claimed, position: PagePosition): Promise<ChatPage>
}

/** What there is from the first message on. */
type ChatBegun = Pick<ChatPage, 'conversationId' | 'status'>

export interface WebchatParts {
  conversations: Pick<ConversationsService, 'send' | 'webchats'>
  sessions: Pick<VisitorSessionsService, 'find'>
  broadcaster: Broadcaster
  news: Pick<ChatNews, 'created'>
  /** Told of each job that was written with a message. */
  outbox: { wake(): void }
  /** Woken by each answer; what visitors write reaches it as a job. */
  webhooks: Pick<WebhooksService, 'written'>
}

const NO_MESSAGES = { messages: [], hasMore: false, lastSeq: 0, lastChangeSeq: 0, agentsReadSeq: 0 }

export function webchatService(parts: WebchatParts): WebchatService {
  const { webchats } = parts.conversations
  const open = openChats({ webchats, news: parts.news })
  return {
    write: (visitor, draft) => write(parts, open, visitor, draft),
    reply: (...asked) => reply(parts, open, ...asked),
    ownPage: async ({ tenantId, userId: visitorId }, { conversationId }, position) => {
      const page = await webchats.page({ tenantId, visitorId }, position)
      if (conversationId !== undefined && conversationId !== page?.conversationId)
        throw refusal('CONVERSATION_NOT_FOUND')
      return page ?? NO_MESSAGES
    },
    page: async (tenantId, chat, position) => {
      const conversationId = await chatOf(parts, tenantId, chat)
      const page = await webchats.page({ tenantId, conversationId }, position)
      if (!page) throw refusal('CONVERSATION_NOT_FOUND')
      return page
    },
  }
}

async function write(
  parts: WebchatParts,
  open: OpenChats,
  visitor: VisitorPrincipal,
  { domain = '', ...draft }: Draft,
): Promise<Posted> {
  const { tenantId, sessionId } = visitor
  // What the tenant's back end says of them counts for more than what they say themselves.
  const { name = draft.name, email = draft.email } = visitor
  const send = async (userId: string) =>
    post(parts, {
      tenantId,
      ...draft,
      sessionId,
      domain,
      sender: 'user',
      senderId: userId,
      senderName: name ?? 'Visitor',
      conversationId: await open.of({ tenantId, visitorId: userId, sessionId, name, email }),
    })
  return send(visitor.userId).catch(async (error: unknown) => {
    if (errorCodeOf(error) !== 'CONVERSATION_NOT_FOUND') throw error
    // Its visitor is blocked, or was merged into a user while the message was on its way.
    open.forget({ tenantId, visitorId: visitor.userId })
    const now = await parts.sessions.find(tenantId, sessionId)
    return send(now?.userId ?? visitor.userId).catch(blockedOr)
  })
}

function blockedOr(error: unknown): never {
  if (errorCodeOf(error) !== 'CONVERSATION_NOT_FOUND') throw error
  throw refusal('FORBIDDEN', { sentence: 'This conversation takes no messages from you' })
}

async function reply(
  parts: WebchatParts,
  open: OpenChats,
  { tenantId, senderId, name: own }: Staff,
  as: 'agent' | 'bot',
  to: Claimed,
  { text, clientMessageId, name, files }: Draft,
): Promise<Posted> {
  const { conversationId, sessionId } = await addressOf(parts, open, tenantId, to)
  const senderName = own ?? name ?? (as === 'bot' ? 'Assistant' : 'Support')
  const from = { sender: as, senderId, senderName }
  const written = { text, clientMessageId, files, tenantId, conversationId, sessionId }
  return post(parts, { ...written, ...from })
}

/** The chat to reply to; that of a visitor who has written nothing yet is opened. */
async function addressOf(
  { conversations, sessions }: WebchatParts,
  open: OpenChats,
  tenantId: string,
  to: Claimed,
) {
  if (to.sessionId !== undefined && to.conversationId === undefined) {
    const visitor = await sessions.find(tenantId, to.sessionId)
    if (!visitor) throw refusal('SESSION_NOT_FOUND')
    const { userId: visitorId, sessionId } = visitor
    return { conversationId: await open.of({ tenantId, visitorId, sessionId }), sessionId }
  }
  return foundChat(conversations.webchats, nameOf(tenantId, to))
}

async function foundChat(webchats: ConversationsService['webchats'], name: ChatName) {
  const found = await findByAnyName(webchats, name)
  if (!found) throw refusal('CONVERSATION_NOT_FOUND')
  return found
}

async function chatOf(
  { conversations, sessions }: WebchatParts,
  tenantId: string,
  chat: Claimed,
): Promise<string> {
  const visitor =
    chat.sessionId !== undefined && chat.conversationId === undefined
      ? await sessions.find(tenantId, chat.sessionId)
      : undefined
  const name = visitor ? { tenantId, visitorId: visitor.userId } : nameOf(tenantId, chat)
  return (await foundChat(conversations.webchats, name)).conversationId
}

function nameOf(tenantId: string, { conversationId, userId, sessionId }: Claimed) {
  if (conversationId !== undefined) return { tenantId, conversationId }
  // A name that the guides' clients make up opens nothing: beside a user it says nothing either.
  const isMadeUp = userId !== undefined && clientsName(sessionId) !== undefined
  if (sessionId !== undefined && !isMadeUp) throw refusal('SESSION_NOT_FOUND')
  if (userId !== undefined) return { tenantId, visitorId: userId }
  throw refusal('INVALID_REQUEST', {
    sentence: 'Name a conversationId, a sessionId or a userId',
    details: ['conversationId', 'sessionId', 'userId'],
  })
}

type Posting = Omit<Parameters<ConversationsService['send']>[0], 'clientMessageId'> & {
  clientMessageId: string | undefined
  sessionId: string
}

async function post(
  { conversations, broadcaster, outbox, webhooks }: WebchatParts,
  { clientMessageId = randomUUID(), ...message }: Posting,
): Promise<Posted> {
  const {
    message: stored,
    duplicate,
    isNews,
    participantIds,
  } = await conversations.send({
    clientMessageId,
    ...message,
  })
  if (isNews) {
    tellChatMessage(broadcaster, { message: stored, participantIds })
    if (stored.sender === 'user') outbox.wake()
    else webhooks.written(stored.tenantId, 'message.created')
  }
  return { message: stored, duplicate }
}

export function tellChatMessage(
  broadcaster: Pick<Broadcaster, 'toConversation'>,
  { message, participantIds }: AddressedMessage,
): void {
  const { tenantId, conversationId, sender } = message
  const event = sender === 'bot' ? 'ai_event_created' : 'meta_message_created'
  const address = { tenantId, conversationId, participantIds, withAdmins: true }
  broadcaster.toConversation(address, event, { message })
}
