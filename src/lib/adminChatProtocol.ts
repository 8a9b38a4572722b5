/**
 * The wire of answering visitors: `/api/admin` for the tenant's admins, and for its back ends by a
 * secret key with the scope `messages:read` or `messages:write`. Types only.
 *
 * A `Conversation` here has `webchat`, its `name` is the visitor's, and `unreadCount` counts what the
 * visitor wrote and no admin has read. Each change is told to all admins as `conversation_updated`;
 * what a message changes is not, see `webchatProtocol.ts`.
 */
import type { Conversation, Message } from './protocol'

/** `GET /api/admin/conversations?status&assignee&limit&cursor` */
export interface ConversationsQuery {
  status?: 'open' | 'closed'
  /** `me`, `none`, or a user's id. */
  assignee?: string
  /** At most 100, 50 unless told. */
  limit?: number
  cursor?: string
}

export interface AdminConversationsAnswer {
  success: true
  /** Those that wait first, longest first; then by their last change, newest first. */
  conversations: Conversation[]
  /** Absent on the last page. */
  nextCursor?: string
}

/**
 * `GET /api/admin/conversations/:id`, and what changing one answers: `POST …/:id/assign`,
 * `…/:id/close`, `…/:id/reopen`, `POST` and `DELETE /api/admin/visitors/:userId/block`.
 */
export interface AdminConversationAnswer {
  success: true
  conversation: Conversation
}

/** `GET /api/admin/assignees`: whom a conversation can be given to, by name. */
export interface AssigneesAnswer {
  success: true
  assignees: { userId: string; name: string; avatar?: string }[]
}

/** `POST /api/admin/conversations/:id/assign` */
export interface AssignRequest {
  /** An admin of the tenant, or nobody. */
  assigneeId: string | null
  /** Whose it is as far as the asker knows; `CONFLICT` where it is somebody else's by now. */
  ifAssigneeId?: string | null
}

/** `POST /api/admin/conversations/:id/read`: everything up to `seq`, for all admins. */
export interface ReadRequest {
  seq: number
}

/** `POST /api/admin/conversations/:id/notes` */
export interface NoteRequest {
  text: string
  clientMessageId: string
}

/**
 * What admins say among themselves about a visitor; the visitor never hears of it. A message of a
 * thread of its own: `conversationId` is the web chat's, `seq` counts the notes. Told to admins as
 * `note_created`. Its place among the messages is given by its `timestamp`, see `withNotes`.
 */
export type Note = Message

export interface NoteAnswer {
  success: true
  note: Note
  duplicate: boolean
}

/** `GET /api/admin/conversations/:id/notes?after&before&limit`, at most 100, 50 unless told. */
export interface NotesAnswer {
  success: true
  notes: Note[]
  lastSeq: number
  hasMore: boolean
}

/** Somebody whose messages are refused. */
export interface BlockedVisitor {
  userId: string
  conversationId: string
  name?: string
  email?: string
  blockedAt: string
}

/** `GET /api/admin/visitors/blocked`: the last blocked first, at most 1000. */
export interface BlockedVisitorsAnswer {
  success: true
  visitors: BlockedVisitor[]
}

/** A text that admins write again and again, of the whole tenant. */
export interface CannedReply {
  id: string
  /** What is typed after `/`: 1 to 32 of a-z, 0-9, - and _; once in a tenant. */
  shortcut: string
  text: string
}

/** `POST /api/admin/canned-replies`; `CONFLICT` where a reply has the shortcut, or beyond 500. */
export type CannedReplyRequest = Omit<CannedReply, 'id'>

/** `PATCH /api/admin/canned-replies/:id`: at least one of both. */
export type CannedReplyChange = Partial<CannedReplyRequest>

export interface CannedReplyAnswer {
  success: true
  reply: CannedReply
}

/** `GET /api/admin/canned-replies`: in the order of their shortcuts, at most 500. */
export interface CannedRepliesAnswer {
  success: true
  replies: CannedReply[]
}

/** `GET` and `PUT /api/admin/chat-settings`; only owners and admins change them. */
export interface ChatSettings {
  /** An IANA name, as in `Europe/Berlin`; the hours are of this zone. */
  timeZone: string
  /** When somebody answers; empty where nothing is said about it. */
  hours: OpenHours[]
  /** When nobody answers whatever the hours say, by date. */
  closedDays: ClosedDay[]
  /** How long an answer usually takes. */
  replyMinutes: number
  /** After how long without the visitor an answer is sent by mail; 0 for never. */
  mailAfterMinutes: number
}

/** `PUT /api/admin/chat-settings`: without `closedDays` those that are known stay. */
export interface ChatSettingsRequest extends Omit<ChatSettings, 'closedDays'> {
  closedDays?: ClosedDay[] | undefined
}

/** One date, of the tenant's time zone: a holiday. */
export interface ClosedDay {
  /** `YYYY-MM-DD`. */
  date: string
  /** What admins call it; visitors are not told. */
  name?: string
}

/** A span of every week. One over midnight is two. */
export interface OpenHours {
  /** 1 is Monday, 7 Sunday. */
  day: number
  /** `HH:MM`, from 00:00. */
  from: string
  /** `HH:MM`, to 24:00, later than `from`. */
  to: string
}
