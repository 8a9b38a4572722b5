export type { MessagePage, PagePosition } from './conversationStore'
export type { ConversationsService } from './conversationsService'
export { createConversations } from './createConversations'
export type { ChatPage, ChattingVisitor } from './webchatStore'
