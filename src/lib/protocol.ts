/**
 * The wire: every shape and event that crosses it. Types only.
 * Times are ISO 8601 strings in UTC, ids are opaque strings, durations carry their unit.
 */
import type { Attachment } from './attachments'
import type {
  ConversationViewing,
  MessageReceipt,
  Typing,
  TypingSign,
  ViewingSign,
  VisitorIdentified,
  WrittenMessage,
} from './webchatEvents'

export type Role = 'owner' | 'admin' | 'agent' | 'member'
export type UserStatus = 'online' | 'away' | 'busy' | 'in-call'

/** Somebody who is online now. Unknown values are absent. */
export interface OnlineUser {
  userId: string
  /** A visitor's 24 h session; for signed-in users the id of their newest connection. */
  sessionId: string
  connectedAt: string
  domain: string
  origin: string
  url: string
  kind?: 'visitor' | 'user'
  name?: string
  email?: string
  avatar?: string
  role?: Role
  status?: UserStatus
  title?: string
  referrer?: string
  /** Two letters; the browser by name, the language as in `en-GB`, visits with this one. */
  country?: string
  device?: DeviceKind
  browser?: string
  language?: string
  visits?: number
  lastActiveAt?: string
  connections?: number
}

export type DeviceKind = 'desktop' | 'mobile' | 'tablet'

/** What members see of each other: `GET /api/online-users`. */
export interface OnlineColleague {
  userId: string
  name: string
  avatar?: string
  status: UserStatus
  connectedAt: string
  /** Last sign of life, while the user is in grace or moved away. */
  lastSeen: string
}

export interface Participant {
  userId: string
  name: string
  avatar?: string
  lastReadSeq: number
  /** Their device has every message up to here; what is read is delivered. */
  lastDeliveredSeq: number
  /** When the participant was last online; absent when never. */
  lastSeen?: string
}

export interface Conversation {
  id: string
  kind: 'direct' | 'group' | 'webchat'
  name?: string
  participants: Participant[]
  lastMessage?: Message
  lastSeq: number
  /** The highest `changeSeq`: grows when a message is edited or deleted. */
  lastChangeSeq: number
  /** The asker's unread messages: written by others, after the asker's `lastReadSeq`. */
  unreadCount: number
  /** The asker wants no notification of it. */
  muted?: true
  updatedAt: string
  /** Of a web chat alone. */
  webchat?: WebchatState
}

/** A visitor's conversation with the tenant, which no admin is a participant of. */
export interface WebchatState {
  visitorId: string
  /** The visitor's newest stay. */
  sessionId: string
  siteId?: string
  email?: string
  status: 'open' | 'closed'
  assigneeId?: string
  /** The first message that no person has answered yet. */
  waitingSince?: string
  blocked?: true
  /** How far any of the admins has read. */
  agentsReadSeq: number
}

export interface Message {
  id: string
  conversationId: string
  /** Order within the conversation: 1, 2, 3 … without holes. */
  seq: number
  text: string
  sender: 'user' | 'agent' | 'bot' | 'system'
  senderId: string
  senderName: string
  timestamp: string
  /** Made once by the sender; retries, socket and HTTP carry the same one. */
  clientMessageId: string
  tenantId: string
  /** In a web chat: the visitor's stay, and of their own messages the visitor. */
  sessionId?: string
  userId?: string
  editedAt?: string
  deletedAt?: string
  /** Place of its last edit or deletion among those of the conversation; grows, may have holes. */
  changeSeq?: number
  attachments?: Attachment[]
}

/** A page of people online, read at one instant. */
export interface OnlineUsersPage {
  users: OnlineUser[]
  total: number
  /** Absent on the last page. */
  nextCursor?: string
  version: number
  epoch: string
  /**
   * The store is away and this is the last list known; or it came back empty less than some seconds
   * ago, and people may be missing who have not moved.
   */
  stale?: true
}

/** One change of a tenant's presence; `version` is the previous one + 1 within an epoch. */
export type PresenceChange =
  | { type: 'online'; version: number; change: 'online' | 'update'; user: OnlineUser }
  | { type: 'offline'; version: number; userId: string; lastSeen: string }

export interface PresenceBatch {
  epoch: string
  from: number
  to: number
  changes: PresenceChange[]
}

export type UserOnline = OnlineUser & {
  version: number
  /** The first version that the event stands for, where it is not its own: the rest is not shown. */
  from?: number
  epoch: string
  change: 'online' | 'update'
}

export interface UserOffline {
  userId: string
  version: number
  /** As in `UserOnline`. */
  from?: number
  epoch: string
  lastSeen: string
}

export interface SendPrivateMessage {
  conversationId: string
  /** May be empty where there are files. */
  text: string
  clientMessageId: string
  /** Own uploads that no message has yet, at most 10. */
  attachmentIds?: string[]
}

/** Everything of a conversation up to a `seq`. */
export interface SeqMark {
  conversationId: string
  seq: number
}

export interface UserActivity {
  url?: string
  title?: string
  /** False when the person has stopped using the page. */
  active?: boolean
  status?: UserStatus
}

export interface Failure {
  success: false
  error: string
  code: string
  retry: boolean
  details?: string[]
}

/** The answer to an event: what was asked for, or the error table's row. */
export type Ack<T extends object = object> = (answer: ({ success: true } & T) | Failure) => void

export interface ClientToServerEvents {
  join_user: (payload: string | { userId: string }, ack?: Ack<{ users: OnlineUser[] }>) => void
  user_activity: (payload: UserActivity, ack?: Ack) => void
  get_online_users: (
    payload: { tenantId?: string; limit?: number; cursor?: string; order?: 'oldest' | 'newest' },
    ack?: Ack<OnlineUsersPage>,
  ) => void
  get_presence_changes: (
    payload: { epoch: string; after: number },
    ack?: Ack<{ changes: PresenceChange[] } | { reset: true }>,
  ) => void
  join_conversation: (
    payload: { conversationId: string },
    ack?: Ack<{ lastSeq: number; lastChangeSeq: number }>,
  ) => void
  leave_conversation: (payload: { conversationId: string }, ack?: Ack) => void
  send_private_message: (
    payload: SendPrivateMessage,
    ack?: Ack<{ message: Message; duplicate: boolean }>,
  ) => void
  /** Answered with `messageReceived` too. Of a user it is for the back end, in no conversation. */
  message: (payload: WrittenMessage, ack?: Ack<MessageReceipt>) => void
  typing: (payload: TypingSign, ack?: Ack) => void
  conversation_viewing: (payload: ViewingSign, ack?: Ack) => void
  message_delivered: (payload: SeqMark, ack?: Ack) => void
  message_read: (payload: SeqMark, ack?: Ack) => void
  /** Of a push that wants it. */
  push_ack: (payload: { messageId: string }, ack?: Ack) => void
  auth_refresh: (payload: { token: string }, ack?: Ack<{ expiresIn: number }>) => void
}

export interface ServerToClientEvents {
  connected: (payload: {
    message: 'Successfully connected to WebSocket'
    userId: string
    socketId: string
    sessionId: string
    tenantId: string
    /** Seconds until the token ends; absent where a key opened the socket. */
    expiresIn?: number
    awayAfterSeconds?: number
  }) => void
  error: (payload: { message: string; code: string; retry: boolean }) => void
  user_online: (payload: UserOnline) => void
  user_offline: (payload: UserOffline) => void
  online_users_list: (payload: OnlineUsersPage) => void
  presence_batch: (payload: PresenceBatch) => void
  messageReceived: (payload: {
    success: true
    message: 'Message received by server'
    data: { receivedMessage: string; timestamp: string; messageId: string }
  }) => void
  private_message_created: (payload: { message: Message }) => void
  /** Of a visitor's conversation: to the visitor and to the tenant's admins. */
  meta_message_created: (payload: { message: Message }) => void
  /** The same, of a message that a program wrote. */
  ai_event_created: (payload: { message: Message }) => void
  message_updated: (payload: { message: Message }) => void
  message_deleted: (payload: { message: Message }) => void
  message_delivered: (payload: SeqMark & { userId: string; deliveredAt: string }) => void
  message_read: (payload: SeqMark & { userId: string; readAt: string }) => void
  typing: (payload: Typing) => void
  conversation_viewing: (payload: ConversationViewing) => void
  /** To the tenant's admins; `note.conversationId` is the visitor's conversation. */
  note_created: (payload: { note: Message }) => void
  conversation_created: (payload: { conversation: Conversation }) => void
  conversation_updated: (payload: { conversation: Conversation }) => void
  visitor_identified: (payload: VisitorIdentified) => void
  /** The user takes part in it no longer. */
  conversation_removed: (payload: { conversationId: string }) => void
  token_expiring: (payload: { expiresIn: number }) => void
  /** `goesOn`: of a visitor who is identified or logged out; their newest token opens the next one. */
  session_revoked: (payload: { reason: string; goesOn?: true }) => void
  /** This process ends and closes the connection now: come back, at a random moment within this time. */
  server_restarting: (payload: { withinMs: number }) => void
}

export type ServerEvent = keyof ServerToClientEvents
export type ClientEvent = keyof ClientToServerEvents
/** The payload of a server event. */
export type Payload<E extends ServerEvent> = Parameters<ServerToClientEvents[E]>[0]

export interface Account {
  id: string
  name: string
  email: string
  avatar?: string
}
