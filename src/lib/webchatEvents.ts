/**
 * What the events of web chats carry. Types only. Signs, of typing and of viewing, are
 * kept nowhere and come at most once: forget them after a while without another.
 */
import type { Attachment } from './attachments'

/** A message into a web chat, as clients of the guides write it; more in `webchatProtocol.ts`. */
export interface WrittenMessage {
  text?: string
  /** Of a user, to the tenant's back end. */
  message?: string
  data?: unknown
  /** Made once by the client; `temp_id` is its other name. */
  clientMessageId?: string
  temp_id?: string
  sessionId?: string
  conversationId?: string
  /** Own uploads that no message has yet, at most 10; with them the text may be empty. */
  attachmentIds?: string[]
}

export interface MessageReceipt {
  messageId: string
  sessionId: string
  conversationId: string
  seq: number
  timestamp: string
  duplicate: boolean
  /** The message's files, where it has some. */
  attachments?: Attachment[]
}

/** The event `typing`, as it is sent. Say it again every 3 s while it goes on. */
export interface TypingSign {
  conversationId: string
  isTyping: boolean
  /** What a visitor has written so far, at most 200 characters: for the tenant's admins alone. */
  preview?: string
}

/** The event `typing`, as it arrives. Forget it after 5 s without another. */
export interface Typing extends TypingSign {
  userId: string
  /** Of an admin who writes in a web chat. */
  name?: string
}

/** The event `visitor_identified`: all that is the visitor's is the user's from then on. */
export interface VisitorIdentified {
  visitorId: string
  userId: string
  /** The user's conversation, where the visitor had one. */
  conversationId?: string
  /** The visitor's, where the user had one too: what it held is behind the user's now. */
  removedId?: string
}

/** The event `conversation_viewing`, as it is sent: the one that is looked at, or none. */
export interface ViewingSign {
  conversationId: string | null
}

/**
 * The event `conversation_viewing`, as it arrives at the tenant's admins: one of them looks at a
 * visitor's conversation, in one tab, or does so no longer. A tab says its own every 20 s, and at
 * once where somebody else `asks` about the conversation that it looks at; forget a viewer after
 * 45 s without another.
 */
export interface ConversationViewing {
  conversationId: string
  /** The tab: somebody may look with several. */
  viewerId: string
  userId: string
  name: string
  avatar?: string
  isViewing: boolean
  /** They have only just come, and know of nobody who looks already. */
  asks?: true
}
