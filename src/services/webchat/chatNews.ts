import { randomUUID } from 'node:crypto'
import type { Conversation } from '@/lib/protocol'
import type { WebhookConversation } from '@/lib/webhookProtocol'
import type { ConversationsService } from '@/services/conversations'
import type { Broadcaster } from '@/services/realtime'
import type { WebhooksService } from '@/services/webhooks'

/** Tells admins and the tenant's endpoints what becomes of a chat, beside its messages. */
export interface ChatNews {
  /** It was opened. The visitor is the one who wrote, or hears of it with the first answer. */
  created(tenantId: string, conversationId: string): Promise<Conversation | undefined>
  /** An admin has changed it; its visitor is told without what is the admins' alone. */
  updated(tenantId: string, conversationId: string): Promise<Conversation | undefined>
}

export interface NewsParts {
  webchats: Pick<ConversationsService['webchats'], 'get' | 'getOwn'>
  broadcaster: Pick<Broadcaster, 'toAdmins' | 'toUser'>
  webhooks: Pick<WebhooksService, 'publishLater'>
}

export function chatNews(parts: NewsParts): ChatNews {
  const { webchats, broadcaster, webhooks } = parts
  return {
    created: async (tenantId, conversationId) => {
      const conversation = await webchats.get({ tenantId, conversationId })
      if (!conversation) return undefined
      broadcaster.toAdmins(tenantId, 'conversation_created', { conversation })
      webhooks.publishLater(eventOf('conversation.created', tenantId, conversation, 'created'))
      return conversation
    },
    updated: async (tenantId, conversationId) => {
      const conversation = await webchats.get({ tenantId, conversationId })
      if (!conversation) return undefined
      broadcaster.toAdmins(tenantId, 'conversation_updated', { conversation })
      webhooks.publishLater(eventOf('conversation.updated', tenantId, conversation, randomUUID()))
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

function eventOf(
  type: 'conversation.created' | 'conversation.updated',
  tenantId: string,
  conversation: Conversation,
  nth: string,
) {
  const data = dataOf(conversation)
  const id = `${conversation.id}_${nth}`
  return { id, tenantId, type, timestamp: new Date().toISOString(), data }
}

function dataOf({ id, name, lastSeq, updatedAt, webchat }: Conversation): WebhookConversation {
  const { siteId, email } = webchat ?? {}
  return {
    conversationId: id,
    userId: webchat?.visitorId ?? '',
    sessionId: webchat?.sessionId ?? '',
    status: webchat?.status ?? 'open',
    assigneeId: webchat?.assigneeId ?? null,
    waitingSince: webchat?.waitingSince ?? null,
    blocked: webchat?.blocked ?? false,
    ...{ lastSeq, updatedAt },
    ...(siteId !== undefined && { siteId }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
  }
}
