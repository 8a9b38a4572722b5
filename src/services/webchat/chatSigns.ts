import { refusal } from '@/lib/errors'
import type { Conversation } from '@/lib/protocol'
import type { TypingSign } from '@/lib/webchatEvents'
import type { ChatAddress, ChatReadMark, ConversationsService } from '@/services/conversations'
import type { Broadcaster, UserPrincipal, VisitorPrincipal } from '@/services/realtime'
import { findByAnyName } from './movedChats'
import type { Staff } from './webchatCallers'

/**
 * What the sides of a web chat see of each other beside messages. `fromSocketId` is the socket that
 * says it: it is not told. A visitor's conversation is their own, and no other is there.
 */
export interface ChatSigns {
  /** Looked up lately; undefined for what is no web chat of the tenant. */
  find(tenantId: string, conversationId: string): Promise<ChatAddress | undefined>
  /** Also by an id of before it stood behind another. */
  findByAnyId(tenantId: string, conversationId: string): Promise<ChatAddress | undefined>
  /** As the visitor sees it; undefined before the first message. */
  ownConversation(visitor: VisitorPrincipal): Promise<Conversation | undefined>
  readByVisitor(visitor: VisitorPrincipal, read: OwnRead, fromSocketId?: string): Promise<void>
  /** For all admins. */
  readByAdmins(reader: Reader, chat: ChatAddress, seq: number, fromSocketId?: string): Promise<void>
  /** With what is written so far, to admins alone; of who is blocked nothing is told. */
  typingOfVisitor(visitor: VisitorPrincipal, sign: TypingSign): Promise<void>
  /** To the visitor and the other admins; never what is written. */
  typingOfAdmin(
    admin: UserPrincipal,
    chat: ChatAddress,
    isTyping: boolean,
    fromSocketId: string,
  ): void
}

type Reader = Pick<Staff, 'tenantId' | 'senderId'>

interface OwnRead {
  /** Absent: whichever is theirs. */
  conversationId?: string | undefined
  seq: number
}

export interface ChatSignsParts {
  webchats: ConversationsService['webchats']
  broadcaster: Pick<Broadcaster, 'toAdmins' | 'toConversation'>
  now?: () => number
}

/** Chats are blocked and merged: which they are is asked again after this. */
const KNOWN_FOR_MS = 5_000
const KEPT = 10_000

export function chatSigns(parts: ChatSignsParts): ChatSigns {
  const { webchats, now = Date.now } = parts
  const lately = lookedUpLately(now)
  return {
    find: (tenantId, conversationId) =>
      lately(`${tenantId} c ${conversationId}`, () => webchats.find({ tenantId, conversationId })),
    findByAnyId: (tenantId, conversationId) =>
      findByAnyName(webchats, { tenantId, conversationId }),
    ownConversation: ({ tenantId, userId }) => webchats.getOwn({ tenantId, visitorId: userId }),
    ...reading(parts, now),
    ...typing(parts, lately),
  }
}

type Lately = (
  key: string,
  look: () => Promise<ChatAddress | undefined>,
) => Promise<ChatAddress | undefined>

function lookedUpLately(now: () => number): Lately {
  const known = new Map<string, { chat: ChatAddress; untilMs: number }>()
  return async (key, look) => {
    const before = known.get(key)
    if (before && before.untilMs > now()) return before.chat
    const chat = await look()
    known.delete(key)
    if (chat) known.set(key, { chat, untilMs: now() + KNOWN_FOR_MS })
    const [oldest] = known.keys()
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
    return chat
  }
}

type Reading = Pick<ChatSigns, 'readByVisitor' | 'readByAdmins'>

function reading({ webchats, broadcaster }: ChatSignsParts, now: () => number): Reading {
  const tell = (who: Reader, mark: ChatReadMark | undefined, fromSocketId?: string) => {
    if (!mark) throw refusal('CONVERSATION_NOT_FOUND')
    const { conversationId, visitorId, lastReadSeq: seq, moved } = mark
    if (!moved) return
    const { tenantId, senderId: userId } = who
    const address = { tenantId, conversationId, participantIds: [visitorId], withAdmins: true }
    const read = { conversationId, userId, seq, readAt: new Date(now()).toISOString() }
    broadcaster.toConversation(address, 'message_read', read, fromSocketId)
  }
  return {
    readByVisitor: async ({ tenantId, userId }, { conversationId, seq }, fromSocketId) => {
      const own = await webchats.find({ tenantId, visitorId: userId })
      if (conversationId !== undefined && conversationId !== own?.conversationId)
        throw refusal('CONVERSATION_NOT_FOUND')
      const mark = await webchats.markRead({ tenantId, visitorId: userId }, 'visitor', seq)
      tell({ tenantId, senderId: userId }, mark, fromSocketId)
    },
    readByAdmins: async (reader, { conversationId }, seq, fromSocketId) => {
      const name = { tenantId: reader.tenantId, conversationId }
      tell(reader, await webchats.markRead(name, 'admins', seq), fromSocketId)
    },
  }
}

type TypingSigns = Pick<ChatSigns, 'typingOfVisitor' | 'typingOfAdmin'>

function typing({ webchats, broadcaster }: ChatSignsParts, lately: Lately): TypingSigns {
  return {
    typingOfVisitor: async ({ tenantId, userId }, { conversationId, isTyping, preview }) => {
      const chat = await lately(`${tenantId} v ${userId}`, () =>
        webchats.find({ tenantId, visitorId: userId }),
      )
      if (!chat || chat.conversationId !== conversationId) throw refusal('CONVERSATION_NOT_FOUND')
      if (chat.isBlocked) return
      const shown = isTyping && preview !== undefined ? { preview } : {}
      broadcaster.toAdmins(tenantId, 'typing', { conversationId, userId, isTyping, ...shown })
    },
    typingOfAdmin: ({ tenantId, userId, name }, chat, isTyping, fromSocketId) => {
      const { conversationId, visitorId } = chat
      const address = { tenantId, conversationId, participantIds: [visitorId], withAdmins: true }
      const sign = { conversationId, userId, isTyping, name }
      broadcaster.toConversation(address, 'typing', sign, fromSocketId)
    },
  }
}
