import type { Conversation, OnlineUser } from '@/lib/protocol'

/** A visitor's conversation as the table tells of it. */
export interface VisitorChat {
  visitorId: string
  conversationId: string
  /** Nobody has taken it yet; it is mine; a colleague's or a program's; it is over. */
  phase: 'waiting' | 'mine' | 'theirs' | 'closed'
  /** Of one that waits: since when, in ms. Of others: when it last changed. */
  sinceMs: number
  assigneeId: string | undefined
  /** What the visitor wrote and nobody has read. */
  unread: number
}

/** By visitor. */
export type VisitorChats = ReadonlyMap<string, VisitorChat>

export const noChats: VisitorChats = new Map()

type Conversations = Readonly<Record<string, Conversation>>

const read = new WeakMap<Conversations, { me: string; chats: VisitorChats }>()

/** Conversations are never changed, only replaced: of the same ones always the same chats. */
export function visitorChats(conversations: Conversations, me: string): VisitorChats {
  const found = read.get(conversations)
  if (found?.me === me) return found.chats
  const chats = new Map<string, VisitorChat>()
  for (const conversation of Object.values(conversations)) {
    const chat = chatOf(conversation, me)
    if (chat) chats.set(chat.visitorId, chat)
  }
  read.set(conversations, { me, chats })
  return chats
}

const known = new WeakMap<Conversation, VisitorChat>()

function chatOf(conversation: Conversation, me: string): VisitorChat | undefined {
  const { webchat, id: conversationId, unreadCount: unread, updatedAt } = conversation
  if (!webchat) return undefined
  const { visitorId, assigneeId, waitingSince } = webchat
  const phase = phaseOf(conversation, me)
  const sinceMs = Date.parse((phase === 'waiting' && waitingSince) || updatedAt)
  const chat = { visitorId, conversationId, phase, sinceMs, assigneeId, unread }
  const before = known.get(conversation)
  if (before?.phase === phase) return before
  known.set(conversation, chat)
  return chat
}

function phaseOf({ webchat }: Conversation, me: string): VisitorChat['phase'] {
  if (webchat?.status !== 'open') return 'closed'
  if (webchat.assigneeId === me) return 'mine'
  return webchat.waitingSince && webchat.assigneeId === undefined ? 'waiting' : 'theirs'
}

export function isWaiting(chat: VisitorChat | undefined): boolean {
  return chat?.phase === 'waiting'
}

/** Somebody answers: me, a colleague or a program. */
export function isInChat(chat: VisitorChat | undefined): boolean {
  return chat?.phase === 'mine' || chat?.phase === 'theirs'
}

/** How many wait, and how many are answered, whether they are on the site or not. */
export function chatCounts(chats: VisitorChats): { waiting: number; inChat: number } {
  const all = [...chats.values()]
  return { waiting: all.filter(isWaiting).length, inChat: all.filter(isInChat).length }
}

/** Waiting first, the longest of all; then mine; the rest stays as it stands. */
export function chatsFirst(
  users: readonly OnlineUser[],
  chats: VisitorChats,
  { others = false } = {},
): OnlineUser[] {
  if (chats.size === 0) return [...users]
  const first: { user: OnlineUser; chat: VisitorChat }[] = []
  const rest: OnlineUser[] = []
  for (const user of users) {
    const chat = chats.get(user.userId)
    const comesFirst = isWaiting(chat) || (others ? isInChat(chat) : chat?.phase === 'mine')
    if (chat && comesFirst) first.push({ user, chat })
    else rest.push(user)
  }
  first.sort((a, b) => rank[a.chat.phase] - rank[b.chat.phase] || a.chat.sinceMs - b.chat.sinceMs)
  return [...first.map(({ user }) => user), ...rest]
}

const rank: Record<VisitorChat['phase'], number> = { waiting: 0, mine: 1, theirs: 2, closed: 3 }

const absent = new WeakMap<Conversation, OnlineUser>()

/** Rows for those who have left the site while their chat goes on. */
export function absentVisitors(
  conversations: Conversations,
  ...here: readonly (readonly OnlineUser[])[]
): OnlineUser[] {
  const open = Object.values(conversations).filter(({ webchat }) => webchat?.status === 'open')
  if (open.length === 0) return []
  const away = new Set(open.map(({ webchat }) => webchat?.visitorId))
  for (const users of here) for (const { userId } of users) away.delete(userId)
  return open
    .filter(({ webchat }) => away.has(webchat?.visitorId))
    .map((conversation) => absent.get(conversation) ?? rowOf(conversation))
}

function rowOf(conversation: Conversation): OnlineUser {
  const { webchat, name, updatedAt } = conversation
  const row: OnlineUser = {
    userId: webchat?.visitorId ?? '',
    sessionId: webchat?.sessionId ?? '',
    connectedAt: updatedAt,
    domain: '',
    origin: '',
    url: '',
    kind: 'visitor',
    connections: 0,
    ...(name !== undefined && { name }),
  }
  absent.set(conversation, row)
  return row
}

/** The row is of somebody who is not on the site now. */
export function isAbsent({ connections }: OnlineUser): boolean {
  return connections === 0
}
