import type { ConversationsService, Merging } from '@/services/conversations'
import type { Broadcaster } from '@/services/realtime'

/** Makes an anonymous visitor one with the user whom they turned out to be. */
export interface VisitorMerger {
  /** Answers the anonymous visitor's sessions, which have ended. */
  merge(merging: Merging): Promise<string[]>
}

interface Parts {
  webchats: Pick<ConversationsService['webchats'], 'merge' | 'get' | 'getOwn'>
  broadcaster: Pick<Broadcaster, 'toAdmins' | 'toUser'>
}

export function visitorMerger({ webchats, broadcaster }: Parts): VisitorMerger {
  async function tellConversation(tenantId: string, userId: string, conversationId: string) {
    const name = { tenantId, conversationId }
    const conversation = await webchats.get(name)
    if (conversation) broadcaster.toAdmins(tenantId, 'conversation_updated', { conversation })
    const own = await webchats.getOwn(name)
    if (own) broadcaster.toUser(tenantId, userId, 'conversation_updated', { conversation: own })
  }

  return {
    merge: async (merging) => {
      const { tenantId, visitorId, into } = merging
      const { endedSessionIds, ...merged } = await webchats.merge(merging)
      const { conversationId, removedId } = merged
      const userId = into.visitorId
      if (conversationId !== undefined) await tellConversation(tenantId, userId, conversationId)
      // Before the old one goes, so that what admins write there can move.
      broadcaster.toAdmins(tenantId, 'visitor_identified', { visitorId, userId, ...merged })
      if (removedId !== undefined)
        broadcaster.toAdmins(tenantId, 'conversation_removed', { conversationId: removedId })
      return endedSessionIds
    },
  }
}
