/** The chat's HTTP calls. Account calls are in `accountApi.ts`. */
import type { Attachment } from './attachments'
import { authorisedFiles } from './client/authorisedFiles'
import { authorisedRequests } from './client/authorisedRequests'
import type { Fetch } from './client/requests'
import type { UploadHooks } from './client/uploadFile'
import type { PeopleAnswer, PersonFound } from './peopleProtocol'
import type { ConversationsAnswer, MessageAnswer, MessagesAnswer } from './privateChatProtocol'
import type {
  Conversation,
  Message,
  OnlineColleague,
  SendPrivateMessage,
  SeqMark,
} from './protocol'
import type { TokenSource } from './session'
import type { UploadAnswer } from './uploadProtocol'

export { ChatAPI, type ChatApiOptions } from './chatApi'
export type { OnlineUser } from './protocol'

export interface ApiOptions {
  /** Origin of the server, without a trailing slash; `''` is the page's own. */
  url: string
  /** Gives the access token each call shows. */
  tokens: TokenSource
  /**
   * The id this tab is present by while it has no socket, see `tabId()`. A function is asked at
   * every call and may answer `undefined`: not now.
   */
  tab?: string | (() => string | undefined) | undefined
  fetch?: Fetch | undefined
}

/**
 * Every call rejects with a `ParleyApiError`: `code` and `retry` come from the error table, a
 * server that cannot be reached is `UNAVAILABLE`, and no answer within 10 s is too.
 * A token that has expired is renewed once, silently.
 */
export interface ParleyApi {
  /** The user's conversations, newest first. */
  conversations(): Promise<Conversation[]>
  /** The conversation with one person, made when there is none. @throws `USER_NOT_FOUND` */
  openDirect(userId: string): Promise<Conversation>
  /** A new group with these people and the caller. @throws `USER_NOT_FOUND` */
  openGroup(userIds: string[], name: string): Promise<Conversation>
  /**
   * Messages in the order of `seq`: the newest page; `before` a seq; or `after` one. Or those that
   * were edited or deleted after a `changeSeq`, in its order: `changedAfter`.
   * `hasMore` is about the direction asked for. @throws `CONVERSATION_NOT_FOUND`
   */
  messages(conversationId: string, page?: MessagesPage): Promise<MessagesAnswer>
  /**
   * Stores a message. Repeating a `clientMessageId` is safe: the stored one comes back with
   * `duplicate: true`. @throws `CONVERSATION_NOT_FOUND`, `INVALID_REQUEST`, `RATE_LIMIT_EXCEEDED`
   */
  sendMessage(message: SendPrivateMessage): Promise<MessageAnswer>
  /**
   * Sends a file; name its id in `attachmentIds` of a message. @throws `PAYLOAD_TOO_LARGE`,
   * `UNSUPPORTED_FILE`, `RATE_LIMIT_EXCEEDED`, `STORAGE_FULL`
   */
  upload(file: File, hooks?: UploadHooks): Promise<Attachment>
  /** The content of a message's file, by its `url`. @throws `NOT_FOUND` */
  file(url: string): Promise<Blob>
  /** Replaces the text of an own message. @throws `FORBIDDEN`, `NOT_FOUND` */
  editMessage(messageId: string, text: string): Promise<Message>
  /** Leaves a tombstone in place of an own message. @throws `FORBIDDEN`, `NOT_FOUND` */
  deleteMessage(messageId: string): Promise<Message>
  /** Mutes a conversation for the caller, or ends it. @throws `CONVERSATION_NOT_FOUND` */
  mute(conversationId: string, muted: boolean): Promise<Conversation>
  /** Takes no part in a group any more. @throws `CONVERSATION_NOT_FOUND`, `INVALID_REQUEST` */
  leaveGroup(conversationId: string): Promise<void>
  /** Members of the tenant by a part of their name, those online first; at most 50. */
  findPeople(query: string, limit?: number): Promise<PersonFound[]>
  /** Says that this device has everything up to each `seq`; at most 100 at once. */
  markDelivered(delivered: readonly SeqMark[]): Promise<void>
  /** Says that everything up to `seq` is read. Lower than before changes nothing. */
  markRead(conversationId: string, seq: number): Promise<void>
  /** The colleagues who are online, all pages. */
  onlineUsers(options?: { excludeUserId?: string }): Promise<OnlineColleague[]>
  /** One page of them, and the moment it is of. */
  onlineUsersPage(options?: OnlineUsersQuery): Promise<OnlineColleaguesPage>
}

export interface OnlineUsersQuery {
  excludeUserId?: string
  /** `nextCursor` of the page before. */
  cursor?: string
}

export interface OnlineColleaguesPage {
  data: OnlineColleague[]
  /** Of all pages. */
  count: number
  nextCursor?: string
  version: number
  epoch: string
  /** As of `OnlineUsersPage`. */
  stale?: true
}

export interface MessagesPage {
  before?: number
  after?: number
  changedAfter?: number
  /** Messages of a page, at most 100. */
  limit?: number
}

/**
 * @example
 * const api = createApi({ url: '', tokens: createTokenSource() })
 * const { messages, hasMore } = await api.messages(id, { before: 120, limit: 50 })
 */
export function createApi(options: ApiOptions): ParleyApi {
  const { get, send, shown } = authorisedRequests(options)
  const { file, upload } = authorisedFiles(options, shown)
  const openConversation = async (body: object) =>
    (await send<{ conversation: Conversation }>('POST', '/api/privatechat/conversations', body))
      .conversation
  const onlineUsersPage = (query: OnlineUsersQuery = {}) =>
    get<OnlineColleaguesPage>('/api/online-users', { ...query })
  const conversationPath = (id: string) =>
    `/api/privatechat/conversations/${encodeURIComponent(id)}`
  const messagePath = (id: string) => `/api/privatechat/message/${encodeURIComponent(id)}`
  return {
    conversations: async () =>
      (await get<ConversationsAnswer>('/api/privatechat/conversations')).conversations,
    openDirect: (userId) => openConversation({ userId }),
    openGroup: (userIds, name) => openConversation({ userIds, name }),
    messages: (conversationId, page = {}) =>
      get(`/api/privatechat/messages/${encodeURIComponent(conversationId)}`, { ...page }),
    sendMessage: (message) => send('POST', '/api/privatechat/message', message),
    upload: async (sent, hooks = {}) =>
      (await upload<UploadAnswer>('/api/uploads', sent, hooks)).attachment,
    file,
    editMessage: async (id, text) =>
      (await send<MessageAnswer>('PATCH', messagePath(id), { text })).message,
    deleteMessage: async (id) => (await send<MessageAnswer>('DELETE', messagePath(id))).message,
    mute: async (id, muted) =>
      (await send<{ conversation: Conversation }>('PATCH', conversationPath(id), { muted }))
        .conversation,
    leaveGroup: async (id) => {
      await send('DELETE', conversationPath(id))
    },
    findPeople: async (query, limit = 20) =>
      (await get<PeopleAnswer>('/api/people', { query, limit })).people,
    markDelivered: async (delivered) => {
      await send('POST', '/api/privatechat/delivered', { delivered })
    },
    markRead: async (conversationId, seq) => {
      await send('POST', '/api/privatechat/read', { conversationId, seq })
    },
    onlineUsers: ({ excludeUserId } = {}) =>
      everyPage((cursor) =>
        onlineUsersPage({ ...(excludeUserId && { excludeUserId }), ...(cursor && { cursor }) }),
      ),
    onlineUsersPage,
  }
}

async function everyPage(
  read: (cursor?: string) => Promise<OnlineColleaguesPage>,
): Promise<OnlineColleague[]> {
  const colleagues: OnlineColleague[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor)
    colleagues.push(...page.data)
    cursor = page.nextCursor
  } while (cursor)
  return colleagues
}
