/**
 * The wire of web chat over HTTP, and what its clients send. Types only.
 * Times are ISO 8601 strings in UTC, ids are opaque strings.
 *
 * `meta_message_created` (of a program: `ai_event_created`) tells the visitor and all admins of each
 * new message. What it changes of the chat is not told again: a visitor's message opens it and, where
 * it was not waiting, makes it wait since then; an agent's ends the wait.
 */
import type { Message, MessageReceipt, WrittenMessage } from './protocol'

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
  /** There are more in the direction that was asked for. */
  hasMore: boolean
}
