import type { Conversation, Message } from '../protocol'

/**
 * Visitors' conversations as one of the tenant's admins sees them: named after the visitor, and the
 * admin a participant who has read whatever any admin has read.
 */
export interface VisitorSight {
  message(message: Message): Message
  conversation(conversation: Conversation): Conversation
  /** Whether somebody is the visitor of a conversation, and not one of those who answer. */
  isVisitor(reader: { conversationId: string; userId: string }): boolean
}

interface Options {
  /** How a visitor is called who may have said no name. */
  nameOf(visitor: { userId: string; name?: string | undefined }): string
  me: string
}

/** What the server calls a visitor who has said no name. */
const NAMELESS = 'Visitor'

export function createVisitorSight({ nameOf, me }: Options): VisitorSight {
  const visitors = new Map<string, string>()
  const message = (it: Message): Message => {
    const isNameless = it.sender === 'user' && it.senderName === NAMELESS
    return isNameless ? { ...it, senderName: nameOf({ userId: it.senderId }) } : it
  }
  return {
    message,
    isVisitor: ({ conversationId, userId }) => visitors.get(conversationId) === userId,
    conversation: ({ participants, lastMessage, ...rest }) => {
      const { id, name, webchat } = rest
      if (webchat) visitors.set(id, webchat.visitorId)
      const seq = webchat?.agentsReadSeq ?? 0
      const team = { userId: me, name: '', lastReadSeq: seq, lastDeliveredSeq: seq }
      const named = participants.map((one) => ({
        ...one,
        name: nameOf({ userId: one.userId, name }),
      }))
      return {
        ...rest,
        participants: [...named, team],
        ...(lastMessage && { lastMessage: message(lastMessage) }),
      }
    },
  }
}
