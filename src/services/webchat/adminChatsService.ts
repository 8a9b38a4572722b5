import type {
  AdminConversationsAnswer,
  AssigneesAnswer,
  BlockedVisitor,
  Note,
  NoteRequest,
} from '@/lib/adminChatProtocol'
import { refusal } from '@/lib/errors'
import type { Conversation } from '@/lib/protocol'
import type {
  Assignment,
  ChatsAsked,
  ConversationsService,
  MessagePage,
  PagePosition,
} from '@/services/conversations'
import type { Broadcaster } from '@/services/realtime'
import { cursorOf, placeOf } from './chatCursor'
import type { ChatNews } from './chatNews'
import type { VisitorSessionsService } from './visitorSessionsService'
import type { Staff } from './webchatCallers'

export type AskedChats = Omit<ChatsAsked, 'after'> & { cursor?: string | undefined }

/**
 * What a tenant's admins do with the conversations of its visitors, beside writing in them. What is
 * absent or another tenant's is `CONVERSATION_NOT_FOUND` or `USER_NOT_FOUND`. Every change is told to
 * all admins, and to the visitor without what is the admins' alone.
 */
export interface AdminChatsService {
  list(tenantId: string, asked: AskedChats): Promise<Omit<AdminConversationsAnswer, 'success'>>
  get(tenantId: string, conversationId: string): Promise<Conversation>
  assignees(tenantId: string): Promise<AssigneesAnswer['assignees']>
  assign(tenantId: string, conversationId: string, to: Assignment): Promise<Conversation>
  setStatus(
    tenantId: string,
    conversationId: string,
    status: 'open' | 'closed',
  ): Promise<Conversation>
  /** Opens the chat of a visitor who has none yet: there it is kept. */
  block(tenantId: string, visitorId: string): Promise<Conversation>
  unblock(tenantId: string, visitorId: string): Promise<Conversation>
  blocked(tenantId: string): Promise<BlockedVisitor[]>
  /** Told to admins alone. */
  note(
    staff: Staff,
    conversationId: string,
    note: NoteRequest,
  ): Promise<{ note: Note; duplicate: boolean }>
  notes(tenantId: string, conversationId: string, position: PagePosition): Promise<MessagePage>
}

export interface AdminChatsParts {
  conversations: Pick<ConversationsService, 'send' | 'webchats'>
  sessions: Pick<VisitorSessionsService, 'ofVisitor'>
  /** Owners, admins and agents. */
  admins(tenantId: string): Promise<{ userId: string; name: string; avatar?: string }[]>
  broadcaster: Pick<Broadcaster, 'toAdmins'>
  news: ChatNews
}

export function adminChatsService(parts: AdminChatsParts): AdminChatsService {
  const { webchats } = parts.conversations
  const changed = async (tenantId: string, conversationId: string) =>
    foundChat(await parts.news.updated(tenantId, conversationId))
  return {
    list: async (tenantId, { cursor, ...asked }) => {
      const after = cursor === undefined ? undefined : placeOf(cursor)
      const { conversations, next } = await webchats.list(tenantId, { ...asked, after })
      return { conversations, ...(next && { nextCursor: cursorOf(next) }) }
    },
    get: async (tenantId, conversationId) =>
      foundChat(await webchats.get({ tenantId, conversationId })),
    assignees: async (tenantId) => {
      const admins = await parts.admins(tenantId)
      return admins.map(({ userId, name, avatar }) => ({ userId, name, ...(avatar && { avatar }) }))
    },
    assign: async (tenantId, conversationId, to) => {
      await requireAdmin(parts, tenantId, to.assigneeId)
      const outcome = foundChat(await webchats.assign(tenantId, conversationId, to))
      if (outcome === 'conflict') throw takenMeanwhile()
      return changed(tenantId, conversationId)
    },
    setStatus: async (tenantId, conversationId, status) => {
      const isThere = await webchats.setStatus(tenantId, conversationId, status)
      if (!isThere) throw refusal('CONVERSATION_NOT_FOUND')
      return changed(tenantId, conversationId)
    },
    block: (tenantId, visitorId) => block(parts, tenantId, visitorId),
    unblock: async (tenantId, visitorId) => {
      const conversationId = await webchats.setBlocked(tenantId, visitorId, false)
      if (conversationId === undefined) throw refusal('USER_NOT_FOUND')
      return changed(tenantId, conversationId)
    },
    blocked: (tenantId) => webchats.blocked(tenantId),
    note: (...asked) => note(parts, ...asked),
    notes: async (...asked) => foundChat(await webchats.notes(...asked)),
  }
}

async function requireAdmin(
  { admins }: AdminChatsParts,
  tenantId: string,
  userId: string | null,
): Promise<void> {
  if (userId === null) return
  const known = await admins(tenantId)
  if (!known.some((admin) => admin.userId === userId))
    throw refusal('USER_NOT_FOUND', { sentence: 'Only admins of this tenant can have it' })
}

function takenMeanwhile() {
  return refusal('CONFLICT', { sentence: 'Somebody else has taken this conversation meanwhile' })
}

async function block(
  parts: AdminChatsParts,
  tenantId: string,
  visitorId: string,
): Promise<Conversation> {
  const { webchats } = parts.conversations
  const there = await webchats.setBlocked(tenantId, visitorId, true)
  if (there !== undefined) return foundChat(await parts.news.updated(tenantId, there))
  const visitor = await parts.sessions.ofVisitor(tenantId, visitorId)
  if (!visitor) throw refusal('USER_NOT_FOUND')
  const { sessionId } = visitor
  const { conversationId, created } = await webchats.open({ tenantId, visitorId, sessionId })
  await webchats.setBlocked(tenantId, visitorId, true)
  const { news } = parts
  const told = created ? news.created : news.updated
  return foundChat(await told(tenantId, conversationId))
}

async function note(
  { conversations, broadcaster }: AdminChatsParts,
  { tenantId, senderId, name = 'Assistant' }: Staff,
  conversationId: string,
  { text, clientMessageId }: NoteRequest,
) {
  const thread = foundChat(await conversations.webchats.openNotes(tenantId, conversationId))
  const from = { sender: 'agent' as const, senderId, senderName: name }
  const written = { tenantId, conversationId: thread, text, clientMessageId, ...from }
  const { message, duplicate, isNews } = await conversations.send(written)
  const stored: Note = { ...message, conversationId }
  if (isNews) tellNote(broadcaster, stored)
  return { note: stored, duplicate }
}

export function tellNote(broadcaster: Pick<Broadcaster, 'toAdmins'>, note: Note): void {
  broadcaster.toAdmins(note.tenantId, 'note_created', { note })
}

function foundChat<T>(found: T | undefined): T {
  if (found === undefined) throw refusal('CONVERSATION_NOT_FOUND')
  return found
}
