import type { Conversation } from '@/lib/protocol'
import type { MessagePage, OpenedConversation, PagePosition } from './conversationStore'

/** A visitor whose chat is opened. */
export interface ChattingVisitor {
  tenantId: string
  visitorId: string
  /** The visitor's newest stay. */
  sessionId: string
  /** What the visitor says of themselves; kept until something else is said. */
  name?: string | undefined
  email?: string | undefined
}

/** Names one chat of a tenant, by itself or by its visitor. */
export type ChatName = { tenantId: string } & ({ conversationId: string } | { visitorId: string })

export type ChatPage = MessagePage & { conversationId: string }

/** A chat as an address. */
export interface ChatAddress {
  conversationId: string
  visitorId: string
  sessionId: string
  lastSeq: number
}

/**
 * The conversations of visitors, one for each visitor of a tenant. What is absent or another
 * tenant's is `undefined` alike; away is `UNAVAILABLE`. Who asks has been let in by the caller:
 * these threads have no participants.
 */
export interface WebchatStore {
  /** However many open at once, there is one; its stay becomes the one that is named. */
  open(visitor: ChattingVisitor): Promise<OpenedConversation>
  find(name: ChatName): Promise<ChatAddress | undefined>
  /** As admins see it: `unreadCount` is what the visitor wrote that no admin has read. */
  get(name: ChatName): Promise<Conversation | undefined>
  page(name: ChatName, position: PagePosition): Promise<ChatPage | undefined>
}
