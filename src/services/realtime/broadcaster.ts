import type { Payload, ServerEvent } from '@/lib/protocol'

/** The people of one conversation, as addresses. */
export interface ConversationAddress {
  tenantId: string
  conversationId: string
  participantIds: readonly string[]
  /** The tenant's admins too, as of a visitor's conversation. */
  withAdmins?: boolean
}

/**
 * Sends events to people, wherever their sockets are. Every method returns at once,
 * delivers at most once per socket, and never throws because somebody is away.
 * `exceptSocketId` leaves out the socket that already has the answer as its ack.
 */
export interface Broadcaster {
  toUser<E extends ServerEvent>(
    tenantId: string,
    userId: string,
    event: E,
    payload: Payload<E>,
  ): void
  /** To all tabs of all participants, whether they have the conversation open or not. */
  toConversation<E extends ServerEvent>(
    address: ConversationAddress,
    event: E,
    payload: Payload<E>,
    exceptSocketId?: string,
  ): void
  toAdmins<E extends ServerEvent>(tenantId: string, event: E, payload: Payload<E>): void
  /** Takes all tabs of a user out of a conversation's room. */
  leaveConversation(tenantId: string, userId: string, conversationId: string): void
  /** Tells the sockets of a sign-in on this process why, then closes them. */
  closeAccountSession(accountSessionId: string, reason: string): void
  /** The same with the sockets of a visitor's session. */
  closeVisit(sessionId: string, reason: string): void
  /** The same with the sockets that showed a key. */
  closeKey(keyId: string, reason: string): void
}
