export type { MessagePage, PagePosition } from './conversationStore'
export type { ConversationsService } from './conversationsService'
export { createConversations } from './createConversations'
export type {
  Assignment,
  ChatAddress,
  ChatPage,
  ChatPlace,
  ChatReadMark,
  ChatsAsked,
  ChattingVisitor,
  Merging,
} from './webchatStore'
