/**
 * The wire of private chat over HTTP: what its addresses answer. Types only.
 */
import type { Conversation, Message } from './protocol'

export interface ConversationsAnswer {
  success: true
  conversations: Conversation[]
}

export interface MessagesAnswer {
  success: true
  messages: Message[]
  /** There are more in the direction that was asked for. */
  hasMore: boolean
  lastSeq: number
  /** Asking for changes after it shows whatever was edited or deleted since this answer. */
  lastChangeSeq: number
}

export interface MessageAnswer {
  success: true
  message: Message
  duplicate: boolean
}
