import type { Conversation, Message } from '@/lib/protocol'

/** A user as seen from one tenant. `tenantId` is the tenant's public key. */
export interface TenantUser {
  tenantId: string
  userId: string
}

/** A message on its way into storage; its text is checked already. */
export interface NewMessage {
  id: string
  tenantId: string
  conversationId: string
  senderId: string
  senderName: string
  clientMessageId: string
  text: string
  /** `user` unless told; the others belong to web chats, where the caller has proven who may say so. */
  sender?: 'user' | 'agent' | 'bot'
  /** The visitor's stay and the domain of its page, in web chats. */
  sessionId?: string
  domain?: string
  files?: MessageFiles | undefined
}

/** Uploads that the message takes, in their order, and who sent them. */
export interface MessageFiles {
  ids: readonly string[]
  by: string
}

/** A message as it is stored, and whom to tell. */
export interface AddressedMessage {
  message: Message
  participantIds: readonly string[]
}

export interface StoredMessage extends AddressedMessage {
  /** The same (conversation, sender, clientMessageId) had been stored before: this is that row. */
  duplicate: boolean
}

/** A message with what it takes to tell it. */
export interface StoredBy extends AddressedMessage {
  kind: Conversation['kind'] | 'notes'
  /** The chat that a note is about. */
  chatId?: string
}

/** `null`: a file of the message is not there, somebody else's, or another message's. */
export type Appended = StoredMessage | null | undefined

/** Where a page of messages begins; without any of them it is the newest page. */
export interface PagePosition {
  after?: number | undefined
  before?: number | undefined
  /** Asks for what was edited or deleted, in the order of `changeSeq`. */
  changedAfter?: number | undefined
  limit: number
}

export interface MessagePage {
  /** In the order of `seq`; of `changeSeq` where changes were asked for. */
  messages: Message[]
  /** There are more in the direction that was asked for. */
  hasMore: boolean
  lastSeq: number
  lastChangeSeq: number
}

/** A conversation as an address, for somebody who takes part in it. */
export interface ConversationAccess {
  lastSeq: number
  lastChangeSeq: number
  participantIds: readonly string[]
}

export interface ReadMark {
  /** How far the user has read now. */
  lastReadSeq: number
  /** False when the user had read as far before. */
  moved: boolean
  participantIds: readonly string[]
}

/** That a user's device has everything up to a `seq`. */
export interface Delivered extends TenantUser {
  conversationId: string
  seq: number
}

export interface DeliveredMark {
  lastDeliveredSeq: number
  /** False when it was known before. */
  moved: boolean
  participantIds: readonly string[]
}

/** What a group says about itself: `Ada created the group`. */
export interface SystemLine {
  id: string
  /** Whom it is about. */
  senderId: string
  senderName: string
  text: string
}

export interface OpenedConversation {
  conversationId: string
  /** False when it was there before. */
  created: boolean
}

/**
 * Conversations and their messages. Everything takes the asker and answers `undefined` alike for
 * what is absent, another tenant's, or somebody else's. When storage cannot be reached calls are
 * refused with `UNAVAILABLE`: whether anything was stored is then not known. Any other rejection
 * promises that nothing was.
 */
export interface ConversationStore {
  /**
   * Stores messages in one transaction and answers in their order, durably. Within a conversation
   * `seq` follows their order, begins behind the last one and has no holes; repeats, also within
   * the call and against calls in flight, take none and answer the first row. A sender who is not
   * a participant gets `undefined` and changes nothing, and so does, with `null`, a message that cannot
   * have all its files, each of which goes to one message. Calls may overlap, from any process.
   */
  append(messages: readonly NewMessage[]): Promise<Appended[]>
  /** Messages, `lastSeq` and `lastChangeSeq` of one instant. Deleted ones stay, with an empty text. */
  page(
    user: TenantUser,
    conversationId: string,
    position: PagePosition,
  ): Promise<MessagePage | undefined>
  access(user: TenantUser, conversationId: string): Promise<ConversationAccess | undefined>
  /** The user's conversations, newest first, at most 1000. `unreadCount` is counted up to 100. */
  list(user: TenantUser): Promise<Conversation[]>
  get(user: TenantUser, conversationId: string): Promise<Conversation | undefined>
  /** The conversation as each of its participants sees it, by user id. */
  views(tenantId: string, conversationId: string): Promise<Map<string, Conversation>>
  /** The one conversation of two users in a tenant, however many ask at once. */
  openDirect(tenantId: string, userIds: readonly [string, string]): Promise<OpenedConversation>
  /** The line is the first message. */
  openGroup(
    tenantId: string,
    name: string,
    userIds: readonly string[],
    line?: SystemLine,
  ): Promise<OpenedConversation>
  /**
   * Takes the user out of a group and stores the line as its next message.
   * Answers whom to tell, the user not among them.
   */
  leaveGroup(
    user: TenantUser,
    conversationId: string,
    line: SystemLine,
  ): Promise<AddressedMessage | undefined>
  /** Answers the conversation as the user sees it then. */
  mute(user: TenantUser, conversationId: string, muted: boolean): Promise<Conversation | undefined>
  /** Never goes back, never beyond the last message; what is read counts as delivered. */
  markRead(user: TenantUser, conversationId: string, seq: number): Promise<ReadMark | undefined>
  /**
   * Marks of many users in one statement, answered in their order, at most one for each user and
   * conversation. They never go back, never beyond the last message.
   */
  markDelivered(delivered: readonly Delivered[]): Promise<(DeliveredMark | undefined)[]>
  /** Replaces the text of an own message that is not deleted. Takes the next `changeSeq`, as `remove` does. */
  edit(user: TenantUser, messageId: string, text: string): Promise<AddressedMessage | undefined>
  /** Erases text and files of an own message and leaves its place; once more changes nothing. */
  remove(user: TenantUser, messageId: string): Promise<AddressedMessage | undefined>
  /** What people wrote and a process stored, in the order of ids, behind one of them. */
  storedBy(processId: string, page: { afterId: string; limit: number }): Promise<StoredBy[]>
}
