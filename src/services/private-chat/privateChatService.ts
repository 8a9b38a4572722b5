import type { Logger } from 'pino'
import type { Conversation, Message, SendPrivateMessage, SeqMark } from '@/lib/protocol'
import type {
  AddressedMessage,
  ConversationsService,
  MessagePage,
  PagePosition,
} from '@/services/conversations'
import type { Broadcaster, UserPrincipal } from '@/services/realtime'
import { type ConversationOpening, conversationOpening, type People } from './conversationOpening'

export interface PrivateChatNeeds {
  conversations: ConversationsService
  people: People
  broadcaster: Broadcaster
  log: Logger
  now?: () => number
}

/** A message as its sender wrote it, checked. */
export type WrittenPrivately = Omit<SendPrivateMessage, 'attachmentIds'> & {
  attachmentIds?: string[] | undefined
}

/** A conversation that its participant was let into, as an address. */
export interface JoinedConversation {
  conversationId: string
  lastSeq: number
  lastChangeSeq: number
  participantIds: readonly string[]
}

/**
 * Private messages between the users of a tenant, and the events that tell of them.
 * `fromSocketId` is the socket that asks: it has its answer and gets no event.
 * What the caller takes no part in is refused as if it were not there.
 */
export interface PrivateChatService extends ConversationOpening {
  /** The caller's conversations, newest first. */
  list(caller: UserPrincipal): Promise<Conversation[]>
  page(caller: UserPrincipal, conversationId: string, position: PagePosition): Promise<MessagePage>
  join(caller: UserPrincipal, conversationId: string): Promise<JoinedConversation>
  /** Stores, then announces. A repeat answers what is stored and announces nothing. */
  send(
    caller: UserPrincipal,
    message: WrittenPrivately,
    fromSocketId?: string,
  ): Promise<{ message: Message; duplicate: boolean }>
  edit(caller: UserPrincipal, messageId: string, text: string): Promise<Message>
  remove(caller: UserPrincipal, messageId: string): Promise<Message>
  /** For the caller alone, in all their tabs. */
  mute(caller: UserPrincipal, conversationId: string, muted: boolean): Promise<Conversation>
  /** A device of the caller has everything up to here. */
  markDelivered(caller: UserPrincipal, mark: SeqMark, fromSocketId?: string): Promise<void>
  markRead(caller: UserPrincipal, mark: SeqMark, fromSocketId?: string): Promise<void>
  typing(
    caller: UserPrincipal,
    conversation: JoinedConversation,
    isTyping: boolean,
    fromSocketId: string,
  ): void
}

export function createPrivateChat(needs: PrivateChatNeeds): PrivateChatService {
  const { conversations } = needs
  return {
    list: (caller) => conversations.list(caller),
    page: (...asked) => conversations.page(...asked),
    join: async (caller, conversationId) => {
      const access = await conversations.access(caller, conversationId)
      return { conversationId, ...access }
    },
    ...conversationOpening(needs),
    ...writing(needs),
    ...signs(needs),
  }
}

export function tellPrivateMessage(
  broadcaster: Pick<Broadcaster, 'toConversation'>,
  { message, participantIds }: AddressedMessage,
  fromSocketId?: string,
): void {
  const { tenantId, conversationId } = message
  const address = { tenantId, conversationId, participantIds }
  broadcaster.toConversation(address, 'private_message_created', { message }, fromSocketId)
}

type Writing = Pick<PrivateChatService, 'send' | 'edit' | 'remove'>

function writing({ conversations, broadcaster }: PrivateChatNeeds): Writing {
  return {
    send: async (caller, { attachmentIds: ids, ...written }, fromSocketId) => {
      const { conversationId, text, clientMessageId } = written
      const { tenantId, userId: senderId, name: senderName } = caller
      const { message, duplicate, isNews, participantIds } = await conversations.send({
        tenantId,
        conversationId,
        senderId,
        senderName,
        clientMessageId,
        text,
        files: ids && { ids, by: senderId },
      })
      if (isNews) tellPrivateMessage(broadcaster, { message, participantIds }, fromSocketId)
      return { message, duplicate }
    },
    edit: async (caller, messageId, text) => {
      const { message, participantIds } = await conversations.edit(caller, messageId, text)
      broadcaster.toConversation({ participantIds, ...message }, 'message_updated', { message })
      return message
    },
    remove: async (caller, messageId) => {
      const { message, participantIds } = await conversations.remove(caller, messageId)
      broadcaster.toConversation({ participantIds, ...message }, 'message_deleted', { message })
      return message
    },
  }
}

type Signs = Pick<PrivateChatService, 'mute' | 'markDelivered' | 'markRead' | 'typing'>

function signs({ conversations, broadcaster, now = Date.now }: PrivateChatNeeds): Signs {
  return {
    mute: async (caller, conversationId, muted) => {
      const conversation = await conversations.mute(caller, conversationId, muted)
      const { tenantId, userId } = caller
      broadcaster.toUser(tenantId, userId, 'conversation_updated', { conversation })
      return conversation
    },
    markDelivered: async ({ tenantId, userId }, { conversationId, seq }, fromSocketId) => {
      const mark = await conversations.markDelivered({ tenantId, userId, conversationId, seq })
      if (!mark.moved) return
      const deliveredAt = new Date(now()).toISOString()
      broadcaster.toConversation(
        { tenantId, conversationId, participantIds: mark.participantIds },
        'message_delivered',
        { conversationId, userId, seq: mark.lastDeliveredSeq, deliveredAt },
        fromSocketId,
      )
    },
    markRead: async (caller, { conversationId, seq }, fromSocketId) => {
      const { tenantId, userId } = caller
      const mark = await conversations.markRead(caller, conversationId, seq)
      if (!mark.moved) return
      broadcaster.toConversation(
        { tenantId, conversationId, participantIds: mark.participantIds },
        'message_read',
        { conversationId, userId, seq: mark.lastReadSeq, readAt: new Date(now()).toISOString() },
        fromSocketId,
      )
    },
    typing: ({ tenantId, userId }, { conversationId, participantIds }, isTyping, fromSocketId) => {
      broadcaster.toConversation(
        { tenantId, conversationId, participantIds },
        'typing',
        { conversationId, userId, isTyping },
        fromSocketId,
      )
    },
  }
}
