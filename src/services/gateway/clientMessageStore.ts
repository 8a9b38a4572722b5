/** What a client says to its tenant's back end. */
export interface ClientMessage {
  tenantId: string
  senderId: string
  senderType: 'user' | 'service'
  clientMessageId: string
  messageId: string
  text: string
  /** JSON; null where there is none. */
  data: unknown
}

export interface AcceptedMessage {
  messageId: string
  timestamp: string
  /** It was accepted before, under this id. */
  duplicate: boolean
}

/**
 * Messages of clients on their way to their back end. Accepting one writes its job, in one
 * transaction; a repeat of the sender's `clientMessageId` within a day writes none.
 */
export interface ClientMessageStore {
  accept(message: ClientMessage): Promise<AcceptedMessage>
}
