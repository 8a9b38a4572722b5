export type { MessagePage, PagePosition, TenantUser } from './conversationStore'
export type { ConversationsService } from './conversationsService'
export { createConversations } from './createConversations'
