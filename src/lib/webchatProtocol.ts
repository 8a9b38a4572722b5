/**
 * The wire of web chat over HTTP, and what its clients send. Types only.
 * Times are ISO 8601 strings in UTC, ids are opaque strings.
 *
 * `meta_message_created` (of a program: `ai_event_created`) tells the visitor and all admins of each
 * new message. What it changes of the chat is not told again: a visitor's message opens it and, where
 * it was not waiting, makes it wait since then; an agent's ends the wait.
 */
import type { Conversation, Message } from './protocol'
import type { MessageReceipt, WrittenMessage } from './webchatEvents'

/**
 * `POST /webchat/message` and the event `message`. Who writes comes from the credential: a `tenantId`,
 * `userId` or `sessionId` that disagrees is refused.
 */
export interface WebchatMessageRequest extends WrittenMessage {
  tenantId?: string | number
  userId?: string | number
  fingerprint?: string
  /** Who is shown as the sender of a visitor's, or a program's, messages. */
  userInfo?: { name?: string; email?: string }
  /** The page that it was written on. */
  domain?: string
  origin?: string
  url?: string
  referrer?: string
  title?: string
  siteId?: string | number
  /** With a secret key or an admin's token: a reply into the session. */
  senderType?: 'user' | 'agent' | 'bot'
  /** What clients of the gateway call the text. */
  message?: string
}

export interface WebchatMessageAnswer extends MessageReceipt {
  success: true
  /** Where a session was made for the message: what opens it from then on. */
  token?: string
  /** Seconds until the token ends. */
  expiresIn?: number
}

/** `GET /api/chat/messages?after&before&limit`, at most 100. */
export interface WebchatMessagesAnswer {
  messages: Message[]
  /** Absent before the first message. */
  conversationId?: string
  lastSeq: number
  lastChangeSeq: number
  /** How far any of the team has read. */
  agentsReadSeq: number
  /** Of a closed one the visitor's next message opens it. Absent before the first message. */
  status?: 'open' | 'closed'
  /** There are more in the direction that was asked for. */
  hasMore: boolean
}

/** `GET /api/chat/conversation`: the visitor's own, without what is the admins' alone. */
export interface VisitorConversationAnswer {
  success: true
  /** Absent before the first message. `unreadCount` is what was written to the visitor. */
  conversation?: Conversation
}

/** `POST /api/chat/read`: the visitor has read everything up to `seq`; the event `message_read`. */
export interface VisitorReadRequest {
  seq: number
}

/**
 * `GET /api/chat/availability`, with a publishable key or a visitor token. `replyLine` of
 * `availability.ts` says it in words.
 */
export interface AvailabilityAnswer {
  success: true
  /** One of the tenant's admins is online. */
  online: boolean
  /** Of those, at most five. */
  agents: { name: string; avatar?: string }[]
  /** How long an answer usually takes: a few minutes, an hour, a day. */
  replyTime: 'minutes' | 'hour' | 'day'
  /** When the office opens; absent while it is open and where it has no hours. */
  backAt?: string
}

/** `GET /api/chat/website`, by a publishable key alone. */
export interface WebsiteAnswer {
  tenantId: string
  /** What visitors know the tenant by. */
  name: string
  /** Of the page's site, where it was chosen: `#rrggbb`. */
  color?: string
  /** Of the page's site, where it was written. */
  greeting?: string
}

/**
 * `POST /api/chat/identify`, with a publishable key. `identityToken` is a JSON Web Token that the
 * tenant's back end has signed with an identity secret: HS256, header `kid`, `aud: "parley"`, `exp`
 * within an hour, `userId` (or `user_id`, `sub`), and perhaps `name` and `email`.
 */
export interface IdentifyRequest {
  identityToken: string
  tenantId?: string | undefined
  /** The visitor token that the page has had. */
  token?: string | undefined
  fingerprint?: string | undefined
}

/** What a visitor is known by from then on. */
export interface VisitorGrantAnswer {
  token: string
  /** Seconds. */
  expiresIn: number
  sessionId: string
  userId: string
}
