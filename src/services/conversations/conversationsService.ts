import { refusal } from '@/lib/errors'
import type { Conversation } from '@/lib/protocol'
import type {
  AddressedMessage,
  ConversationAccess,
  ConversationStore,
  Delivered,
  DeliveredMark,
  MessagePage,
  NewMessage,
  OpenedConversation,
  PagePosition,
  ReadMark,
  SystemLine,
  TenantUser,
} from './conversationStore'
import type { DeliveredMarks } from './deliveredMarks'
import type { MessagePipeline, SentMessage } from './messagePipeline'
import { messageText } from './messageText'
import type { WebchatStore } from './webchatStore'

/**
 * Every conversation, and the only writer of messages. What is absent, another tenant's or
 * somebody else's is refused alike with `CONVERSATION_NOT_FOUND`, messages with `NOT_FOUND`.
 */
export interface ConversationsService {
  /** Resolves when the message is stored for good, in the order of `seq` within a conversation. */
  send(message: Omit<NewMessage, 'id'>): Promise<SentMessage>
  page(user: TenantUser, conversationId: string, position: PagePosition): Promise<MessagePage>
  access(user: TenantUser, conversationId: string): Promise<ConversationAccess>
  list(user: TenantUser): Promise<Conversation[]>
  get(user: TenantUser, conversationId: string): Promise<Conversation>
  views: ConversationStore['views']
  openDirect: ConversationStore['openDirect']
  /** The group's first message says who made it. */
  openGroup(group: NewGroup): Promise<OpenedConversation>
  /** The group's next message says who left. */
  leaveGroup(user: TenantUser & { name: string }, conversationId: string): Promise<AddressedMessage>
  mute(user: TenantUser, conversationId: string, muted: boolean): Promise<Conversation>
  markDelivered(delivered: Delivered): Promise<DeliveredMark>
  markRead(user: TenantUser, conversationId: string, seq: number): Promise<ReadMark>
  edit(user: TenantUser, messageId: string, text: string): Promise<AddressedMessage>
  remove(user: TenantUser, messageId: string): Promise<AddressedMessage>
  /** What a process stored, whose telling is in doubt. */
  storedBy: ConversationStore['storedBy']
  /** The conversations of visitors: reading them, and who asks is for the caller to prove. */
  webchats: WebchatStore
  /** Refuses new messages and waits for those in flight. */
  close(): Promise<void>
}

interface NewGroup {
  creator: TenantUser & { name: string }
  name: string
  /** The creator among them. */
  userIds: readonly string[]
}

interface Parts {
  store: ConversationStore
  webchats: WebchatStore
  delivered: DeliveredMarks
  pipeline: MessagePipeline
  /** Of a message. */
  newId(): string
}

export function conversationsService(parts: Parts): ConversationsService {
  const { store, webchats, delivered, pipeline, newId } = parts
  const systemLine = ({ userId: senderId, name: senderName }: Doer, does: string): SystemLine => {
    return { id: newId(), senderId, senderName, text: `${senderName} ${does}` }
  }
  return {
    webchats,
    send: async (message) =>
      pipeline.send({
        id: newId(),
        ...message,
        text: messageText(message.text, message.files !== undefined),
      }),
    page: async (...asked) => foundConversation(await store.page(...asked)),
    access: async (...asked) => foundConversation(await store.access(...asked)),
    list: store.list,
    get: async (...asked) => foundConversation(await store.get(...asked)),
    views: store.views,
    openDirect: store.openDirect,
    openGroup: ({ creator, name, userIds }) => {
      const line = systemLine(creator, 'created the group')
      return store.openGroup(creator.tenantId, name, userIds, line)
    },
    leaveGroup: async (user, id) => {
      const { kind } = foundConversation(await store.get(user, id))
      if (kind !== 'group')
        throw refusal('INVALID_REQUEST', { sentence: 'Only groups can be left.' })
      return foundConversation(await store.leaveGroup(user, id, systemLine(user, 'left the group')))
    },
    mute: async (...asked) => foundConversation(await store.mute(...asked)),
    markDelivered: async (mark) => foundConversation(await delivered.mark(mark)),
    markRead: async (...asked) => foundConversation(await store.markRead(...asked)),
    edit: async (user, id, text) => foundMessage(await store.edit(user, id, messageText(text))),
    remove: async (...asked) => foundMessage(await store.remove(...asked)),
    storedBy: store.storedBy,
    close: async () => {
      await pipeline.close()
      await delivered.close()
    },
  }
}

interface Doer {
  userId: string
  name: string
}

function foundConversation<T>(found: T | undefined): T {
  if (found === undefined) throw refusal('CONVERSATION_NOT_FOUND')
  return found
}

function foundMessage<T>(found: T | undefined): T {
  if (found === undefined) throw refusal('NOT_FOUND', { sentence: 'Message not found' })
  return found
}
