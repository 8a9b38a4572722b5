import type { ConnectionState } from './connectionState'
import type { Conversation, Message, OnlineUser, Payload, PresenceChange } from './protocol'

/** What a `ParleyClient` tells its subscribers. */
export type ParleyEvent =
  /** The connection is seen differently now. */
  | { type: 'state'; state: ConnectionState }
  /**
   * A stored message, new or changed (edited, deleted), of any conversation of the user. The same
   * one may come several times (answer, echo, catch-up) and late: `merge` it into the list.
   */
  | { type: 'message'; message: Message }
  /** A device of somebody, or of this user, has everything up to `seq`. */
  | ({ type: 'delivered' } & Payload<'message_delivered'>)
  /** Somebody, or this user in another tab, has read up to `seq`. */
  | ({ type: 'read' } & Payload<'message_read'>)
  /** Somebody types, or has stopped. Forget it after 5 s without another. */
  | ({ type: 'typing' } & Payload<'typing'>)
  /** One conversation is new or has changed. */
  | { type: 'conversation'; conversation: Conversation }
  /** The user takes part in it no longer. */
  | { type: 'conversation-removed'; conversationId: string }
  /** All conversations, newest first, read again: replaces what is shown. */
  | { type: 'conversations'; conversations: Conversation[] }
  /**
   * Everybody who is online, this user included: replaces what is shown. While a long list is still
   * being read, `missing` people are not yet among them. Where only the newest are kept, `total`
   * counts the others too, and `beyond` are the changes of those since the event before.
   */
  | {
      type: 'presence'
      users: OnlineUser[]
      missing: number
      total: number
      beyond: readonly PresenceChange[]
    }
  /** After a gap everything missed was delivered; `real-time` follows. */
  | { type: 'caught-up' }
  /** The server was asked by HTTP and everything it had was delivered. */
  | { type: 'poll' }
  /** The sign-in is over. `reason` is the server's, when it gave one. */
  | { type: 'session-ended'; reason?: string }

export type ParleyListener = (event: ParleyEvent) => void
