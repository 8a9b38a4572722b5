/** The admins' HTTP calls about conversations with visitors. */
import type {
  AdminConversationAnswer,
  AdminConversationsAnswer,
  AssigneesAnswer,
  AssignRequest,
  CannedRepliesAnswer,
  CannedReply,
  CannedReplyAnswer,
  CannedReplyChange,
  CannedReplyRequest,
  ConversationsQuery,
  Note,
  NoteAnswer,
  NoteRequest,
  NotesAnswer,
} from './adminChatProtocol'
import type { MessagesPage } from './api'
import { authorisedRequests, type Caller } from './client/authorisedRequests'
import type { Conversation } from './protocol'
import type { MessageReceipt, WrittenMessage } from './webchatEvents'
import type { WebchatMessageAnswer, WebchatMessagesAnswer } from './webchatProtocol'

/**
 * What admins of a tenant may ask of its visitors' conversations. Every call rejects with a
 * `ParleyApiError`; `CONVERSATION_NOT_FOUND` for what is not the tenant's, `FORBIDDEN` for everybody
 * who is no admin.
 */
export interface VisitorChatApi {
  /** One page: those that wait first, then by their last change. */
  conversations(query?: ConversationsQuery): Promise<AdminConversationsAnswer>
  conversation(conversationId: string): Promise<Conversation>
  /** A visitor's conversation, `undefined` where nothing was written yet. */
  conversationOf(visitorId: string): Promise<Conversation | undefined>
  messages(conversationId: string, page?: MessagesPage): Promise<WebchatMessagesAnswer>
  /** An answer to a visitor, into the conversation or the session that is named. */
  reply(message: WrittenMessage): Promise<MessageReceipt>
  /** Says for all admins that everything up to `seq` is read. */
  markRead(conversationId: string, seq: number): Promise<void>
  /** Whom a conversation can be given to, by name. */
  assignees(): Promise<AssigneesAnswer['assignees']>
  /** @throws `CONFLICT` where it is somebody else's than `ifAssigneeId` by now. */
  assign(conversationId: string, request: AssignRequest): Promise<Conversation>
  close(conversationId: string): Promise<Conversation>
  reopen(conversationId: string): Promise<Conversation>
  notes(conversationId: string, page?: Omit<MessagesPage, 'changedAfter'>): Promise<NotesAnswer>
  /** Repeating a `clientMessageId` is safe. */
  addNote(conversationId: string, note: NoteRequest): Promise<Note>
  /** Takes no message of the visitor any more, or takes them again. */
  block(visitorId: string, blocked: boolean): Promise<Conversation>
  cannedReplies(): Promise<CannedReply[]>
  /** @throws `CONFLICT` where the shortcut is taken. */
  addCannedReply(reply: CannedReplyRequest): Promise<CannedReply>
  /** @throws `CONFLICT` where the shortcut is taken, `NOT_FOUND` where the reply is gone. */
  changeCannedReply(id: string, change: CannedReplyChange): Promise<CannedReply>
  removeCannedReply(id: string): Promise<void>
}

/**
 * @example
 * const chats = createVisitorChatApi({ url: '', tokens: createTokenSource() })
 * const { conversations } = await chats.conversations({ status: 'open' })
 */
export function createVisitorChatApi(caller: Caller): VisitorChatApi {
  const { get, send } = authorisedRequests(caller)
  const change = async (method: 'POST' | 'DELETE', path: string, body?: object) =>
    (await send<AdminConversationAnswer>(method, path, body)).conversation
  const conversation = async (id: string) =>
    (await get<AdminConversationAnswer>(pathOf(id))).conversation
  return {
    conversations: (query = {}) => get('/api/admin/conversations', { ...query }),
    conversation,
    conversationOf: async (userId) => {
      const id = await conversationIdOf(get, userId)
      return id === undefined ? undefined : conversation(id)
    },
    messages: (conversationId, page = {}) => get('/api/chat/messages', { conversationId, ...page }),
    reply: (message) =>
      send<WebchatMessageAnswer>('POST', '/webchat/message', { ...message, senderType: 'agent' }),
    markRead: async (id, seq) => {
      await send('POST', `${pathOf(id)}/read`, { seq })
    },
    assignees: async () => (await get<AssigneesAnswer>('/api/admin/assignees')).assignees,
    assign: (id, request) => change('POST', `${pathOf(id)}/assign`, request),
    close: (id) => change('POST', `${pathOf(id)}/close`),
    reopen: (id) => change('POST', `${pathOf(id)}/reopen`),
    notes: (id, page = {}) => get(`${pathOf(id)}/notes`, { ...page }),
    addNote: async (id, note) => (await send<NoteAnswer>('POST', `${pathOf(id)}/notes`, note)).note,
    block: (visitorId, blocked) =>
      change(
        blocked ? 'POST' : 'DELETE',
        `/api/admin/visitors/${encodeURIComponent(visitorId)}/block`,
      ),
    cannedReplies: async () => (await get<CannedRepliesAnswer>(CANNED_REPLIES)).replies,
    addCannedReply: async (reply) =>
      (await send<CannedReplyAnswer>('POST', CANNED_REPLIES, reply)).reply,
    changeCannedReply: async (id, change) =>
      (
        await send<CannedReplyAnswer>(
          'PATCH',
          `${CANNED_REPLIES}/${encodeURIComponent(id)}`,
          change,
        )
      ).reply,
    removeCannedReply: async (id) => {
      await send('DELETE', `${CANNED_REPLIES}/${encodeURIComponent(id)}`)
    },
  }
}

const CANNED_REPLIES = '/api/admin/canned-replies'

type Get = ReturnType<typeof authorisedRequests>['get']

async function conversationIdOf(get: Get, userId: string): Promise<string | undefined> {
  try {
    const page = await get<WebchatMessagesAnswer>('/api/chat/messages', { userId, limit: 1 })
    return page.conversationId
  } catch (error) {
    if ((error as { code?: unknown }).code === 'CONVERSATION_NOT_FOUND') return undefined
    throw error
  }
}

function pathOf(conversationId: string): string {
  return `/api/admin/conversations/${encodeURIComponent(conversationId)}`
}
