export type { AddressedMessage, MessagePage, PagePosition, StoredBy } from './conversationStore'
export type { ConversationsService } from './conversationsService'
export { createConversations } from './createConversations'
export { firstIdAt, madeAtMs } from './messageIds'
export type {
  Assignment,
  ChatAddress,
  ChatName,
  ChatPage,
  ChatPlace,
  ChatReadMark,
  ChatsAsked,
  ChattingVisitor,
  Merging,
} from './webchatStore'
