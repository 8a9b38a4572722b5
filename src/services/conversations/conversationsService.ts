import { randomUUID } from 'node:crypto'
import { refusal } from '@/lib/errors'
import type { Conversation } from '@/lib/protocol'
import type {
  AddressedMessage,
  ConversationAccess,
  ConversationStore,
  MessagePage,
  NewMessage,
  OpenedConversation,
  PagePosition,
  ReadMark,
  StoredMessage,
  TenantUser,
} from './conversationStore'
import type { MessagePipeline } from './messagePipeline'
import { messageText } from './messageText'

/**
 * Every conversation, and the only writer of messages. What is absent, another tenant's or
 * somebody else's is refused alike with `CONVERSATION_NOT_FOUND`, messages with `NOT_FOUND`.
 */
export interface ConversationsService {
  /** Resolves when the message is stored for good, in the order of `seq` within a conversation. */
  send(message: Omit<NewMessage, 'id'>): Promise<StoredMessage>
  page(user: TenantUser, conversationId: string, position: PagePosition): Promise<MessagePage>
  access(user: TenantUser, conversationId: string): Promise<ConversationAccess>
  list(user: TenantUser): Promise<Conversation[]>
  get(user: TenantUser, conversationId: string): Promise<Conversation>
  views: ConversationStore['views']
  openDirect: ConversationStore['openDirect']
  openGroup(tenantId: string, name: string, userIds: readonly string[]): Promise<OpenedConversation>
  markRead(user: TenantUser, conversationId: string, seq: number): Promise<ReadMark>
  edit(user: TenantUser, messageId: string, text: string): Promise<AddressedMessage>
  remove(user: TenantUser, messageId: string): Promise<AddressedMessage>
  /** Refuses new messages and waits for those in flight. */
  close(): Promise<void>
}

interface Parts {
  store: ConversationStore
  pipeline: MessagePipeline
}

export function conversationsService({ store, pipeline }: Parts): ConversationsService {
  return {
    send: async (message) =>
      pipeline.send({ ...message, id: messageId(), text: messageText(message.text) }),
    page: async (...asked) => foundConversation(await store.page(...asked)),
    access: async (...asked) => foundConversation(await store.access(...asked)),
    list: store.list,
    get: async (...asked) => foundConversation(await store.get(...asked)),
    views: store.views,
    openDirect: store.openDirect,
    openGroup: store.openGroup,
    markRead: async (...asked) => foundConversation(await store.markRead(...asked)),
    edit: async (user, id, text) => foundMessage(await store.edit(user, id, messageText(text))),
    remove: async (...asked) => foundMessage(await store.remove(...asked)),
    close: pipeline.close,
  }
}

/** Begins with the time, so new ids stand together in the index. */
function messageId(): string {
  return `m_${Date.now().toString(36)}${randomUUID().replaceAll('-', '').slice(0, 20)}`
}

function foundConversation<T>(found: T | undefined): T {
  if (found === undefined) throw refusal('CONVERSATION_NOT_FOUND')
  return found
}

function foundMessage<T>(found: T | undefined): T {
  if (found === undefined) throw refusal('NOT_FOUND', { sentence: 'Message not found' })
  return found
}
