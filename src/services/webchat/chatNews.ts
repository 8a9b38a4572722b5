import type { Conversation } from '@/lib/protocol'
import type { ConversationsService } from '@/services/conversations'
import type { Broadcaster } from '@/services/realtime'
import type { WebhooksService } from '@/services/webhooks'

/**
 * Tells admins what becomes of a chat, beside its messages. For the tenant's endpoints it is written
 * where it is changed, see the migration `tell_endpoints`: here they are only woken.
 */
export interface ChatNews {
  /** It was opened. The visitor is the one who wrote, or hears of it with the first answer. */
  created(tenantId: string, conversationId: string): Promise<Conversation | undefined>
  /** An admin has changed it; its visitor is told without what is the admins' alone. */
  updated(tenantId: string, conversationId: string): Promise<Conversation | undefined>
}

export interface NewsParts {
  webchats: Pick<ConversationsService['webchats'], 'get' | 'getOwn'>
  broadcaster: Pick<Broadcaster, 'toAdmins' | 'toUser'>
  webhooks: Pick<WebhooksService, 'written'>
}

export function chatNews(parts: NewsParts): ChatNews {
  const { webchats, broadcaster, webhooks } = parts
  return {
    created: async (tenantId, conversationId) => {
      const conversation = await webchats.get({ tenantId, conversationId })
      if (!conversation) return undefined
      broadcaster.toAdmins(tenantId, 'conversation_created', { conversation })
      webhooks.written(tenantId, 'conversation.created')
      return conversation
    },
    updated: async (tenantId, conversationId) => {
      const conversation = await webchats.get({ tenantId, conversationId })
      if (!conversation) return undefined
      broadcaster.toAdmins(tenantId, 'conversation_updated', { conversation })
      webhooks.written(tenantId, 'conversation.updated')
      await tellVisitor(parts, tenantId, conversationId)
      return conversation
    },
  }
}

async function tellVisitor(
  { webchats, broadcaster }: NewsParts,
  tenantId: string,
  conversationId: string,
): Promise<void> {
  const own = await webchats.getOwn({ tenantId, conversationId })
  const visitorId = own?.webchat?.visitorId
  if (own && visitorId !== undefined)
    broadcaster.toUser(tenantId, visitorId, 'conversation_updated', { conversation: own })
}
