import type { ChattingVisitor, ConversationsService } from '@/services/conversations'
import type { ChatNews } from './chatNews'

/** A chat that others have opened, merged or renamed meanwhile costs one look; so few are kept. */
const KEPT = 10_000

/** Which conversation is a visitor's. */
export interface OpenChats {
  /** Opened with the first message of a visitor, which is told. */
  of(visitor: ChattingVisitor): Promise<string>
  forget(visitor: Pick<ChattingVisitor, 'tenantId' | 'visitorId'>): void
}

interface Parts {
  webchats: Pick<ConversationsService['webchats'], 'open'>
  news: Pick<ChatNews, 'created'>
}

interface Known {
  conversationId: string
  said: string
}

/** Keeps those of late, so that most messages need no look into the database. */
export function openChats({ webchats, news }: Parts): OpenChats {
  const known = new Map<string, Known>()

  const open = async (visitor: ChattingVisitor, said: string) => {
    const { conversationId, created } = await webchats.open(visitor)
    known.delete(keyOf(visitor))
    known.set(keyOf(visitor), { conversationId, said })
    const [oldest] = known.keys()
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
    if (created) await news.created(visitor.tenantId, conversationId)
    return conversationId
  }
  return {
    of: async (visitor) => {
      const before = known.get(keyOf(visitor))
      const { name = '', email = '' } = visitor
      const said = `${name}\n${email}`
      const isNews = said !== '\n' && said !== before?.said
      return before && !isNews ? before.conversationId : open(visitor, said)
    },
    forget: (visitor) => {
      known.delete(keyOf(visitor))
    },
  }
}

function keyOf({ tenantId, visitorId }: Pick<ChattingVisitor, 'tenantId' | 'visitorId'>): string {
  return `${tenantId}\n${visitorId}`
}
