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
  return {
    merge: async (merging) => {
      const { tenantId, into } = merging
      const { endedSessionIds, conversationId, removedId } = await webchats.merge(merging)
      if (conversationId === undefined) return endedSessionIds
      const name = { tenantId, conversationId }
      const conversation = await webchats.get(name)
      if (conversation) broadcaster.toAdmins(tenantId, 'conversation_updated', { conversation })
      if (removedId !== undefined)
        broadcaster.toAdmins(tenantId, 'conversation_removed', { conversationId: removedId })
      const own = await webchats.getOwn(name)
      if (own)
        broadcaster.toUser(tenantId, into.visitorId, 'conversation_updated', { conversation: own })
      return endedSessionIds
    },
  }
}
