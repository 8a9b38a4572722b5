import type { BlockedVisitor } from '@/lib/adminChatProtocol'
import type { Conversation, WebchatState } from '@/lib/protocol'
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

export type ChatStatus = WebchatState['status']

/** `agentsReadSeq`: how far any of the admins has read. */
export type ChatPage = MessagePage & {
  conversationId: string
  agentsReadSeq: number
  status: ChatStatus
}

/** An anonymous visitor of whom it was proven who they are. */
export interface Merging {
  tenantId: string
  /** The anonymous visitor. */
  visitorId: string
  /** The user whom they turned out to be, in a session of its own. */
  into: ChattingVisitor
  atMs: number
}

export interface Merged {
  /** The anonymous visitor's sessions, which have ended. */
  endedSessionIds: string[]
  /** The user's conversation, where the visitor had one. */
  conversationId?: string
  /** The visitor's, where the user had one too: its messages stand behind the user's now. */
  removedId?: string
}

/** A chat as an address. */
export interface ChatAddress {
  conversationId: string
  visitorId: string
  sessionId: string
  lastSeq: number
  isBlocked: boolean
}

export interface ChatsAsked {
  status?: WebchatState['status'] | undefined
  /** Whose they are: a user's, or nobody's. */
  assigneeId?: string | null | undefined
  limit: number
  after?: ChatPlace | undefined
}

/** A place in the list: a page that begins behind it misses nothing that has not moved. */
export interface ChatPlace {
  rank: string
  id: string
}

export interface ChatList {
  conversations: Conversation[]
  /** Where the next page begins; absent on the last. */
  next?: ChatPlace
}

/** Somebody gives a chat to somebody, or takes it from them. */
export interface Assignment {
  assigneeId: string | null
  /** Undefined: whoever has it. */
  ifAssigneeId?: string | null | undefined
}

/** How far one side has read now. */
export interface ChatReadMark {
  conversationId: string
  visitorId: string
  lastReadSeq: number
  /** False when it had read as far before. */
  moved: boolean
}

/**
 * The conversations of visitors, one for each visitor of a tenant. What is absent or another
 * tenant's is `undefined` alike; away is `UNAVAILABLE`. Who asks has been let in by the caller:
 * these threads have no participants.
 */
export interface WebchatStore {
  /**
   * However many open at once, there is one; its stay becomes the one that is named. Refused with
   * `CONVERSATION_NOT_FOUND` where that stay is another's by now: its visitor was merged.
   */
  open(visitor: ChattingVisitor): Promise<OpenedConversation>
  /**
   * Whatever the anonymous visitor had is the user's: no message is lost, and they keep their ids and
   * their order. Once more, or for whoever had nothing, changes nothing.
   */
  merge(merging: Merging): Promise<Merged>
  find(name: ChatName): Promise<ChatAddress | undefined>
  /**
   * Where the chat of a visitor who was merged goes on, or one that stands behind another. For those
   * who speak for the tenant alone: whoever was that visitor has not proven to be the user.
   */
  findMoved(name: ChatName): Promise<ChatAddress | undefined>
  /** As admins see it: `unreadCount` is what the visitor wrote that no admin has read. */
  get(name: ChatName): Promise<Conversation | undefined>
  /** As its visitor sees it: `unreadCount` is what they have not read, the admins' part is left out. */
  getOwn(name: ChatName): Promise<Conversation | undefined>
  page(name: ChatName, position: PagePosition): Promise<ChatPage | undefined>
  /** Those that wait first, longest first; then by their last message, newest first. */
  list(tenantId: string, asked: ChatsAsked): Promise<ChatList>
  /** Of several at once who all name whom they take it from, one wins; `conflict` for the others. */
  assign(
    tenantId: string,
    conversationId: string,
    assignment: Assignment,
  ): Promise<'assigned' | 'conflict' | undefined>
  /** A chat that is closed waits no more. False for what is not there. */
  setStatus(
    tenantId: string,
    conversationId: string,
    status: WebchatState['status'],
  ): Promise<boolean>
  /** A blocked visitor's messages are refused by `append`. Answers the conversation. */
  setBlocked(tenantId: string, visitorId: string, blocked: boolean): Promise<string | undefined>
  /** The last blocked first, at most 1000. */
  blocked(tenantId: string): Promise<BlockedVisitor[]>
  /** Never goes back, never beyond the last message. All admins are one side. */
  markRead(name: ChatName, by: 'visitor' | 'admins', seq: number): Promise<ChatReadMark | undefined>
  /**
   * The thread of what admins say among themselves, made with the first. To write there is
   * `append`; nobody who is let into the chat is let in there.
   */
  openNotes(tenantId: string, conversationId: string): Promise<string | undefined>
  /** Empty before the first one. They carry the chat's id. */
  notes(
    tenantId: string,
    conversationId: string,
    position: PagePosition,
  ): Promise<MessagePage | undefined>
}
