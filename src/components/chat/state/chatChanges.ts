import { merge } from '@/lib/messageList'
import { reduceOutbox } from '@/lib/outbox'
import type { MessagesAnswer } from '@/lib/privateChatProtocol'
import type { Conversation, Message, Participant, Payload } from '@/lib/protocol'
import { webchatAfter } from '@/lib/webchatState'
import { byId, type ChatState, emptyThread, type Thread } from './chatStore'

const KEPT_MESSAGES = 500

/** Every change of the chat's state: pure, from the state to what is different. */
type Change = Partial<ChatState>

/** A stored message came by, on any path: it settles what was sent, and is shown once. */
export function withMessage(state: ChatState, message: Message): Change {
  return {
    ...settled(state, message),
    ...merged(state, message),
    conversations: conversationsWith(state, message),
  }
}

/** A page read from the server, in either direction or the newest. */
export function withPage(
  state: ChatState,
  id: string,
  answer: MessagesAnswer,
  direction: 'newest' | 'older' | 'newer',
): Change {
  const before = state.threads[id] ?? emptyThread
  const thread = pageReaders[direction](before, answer)
  const outbox = answer.messages.reduce(
    (left, message) => settled({ ...state, outbox: left }, message).outbox,
    state.outbox,
  )
  return { outbox, threads: { ...state.threads, [id]: thread } }
}

export function withThread(state: ChatState, id: string, change: Partial<Thread>): Change {
  const thread = { ...(state.threads[id] ?? emptyThread), ...change }
  return { threads: { ...state.threads, [id]: thread } }
}

export function withConversation(state: ChatState, conversation: Conversation): Change {
  const known = state.conversations[conversation.id]
  const newer = known ? keepingReads(known, conversation, state.me.id) : conversation
  return { conversations: { ...state.conversations, [conversation.id]: newer } }
}

/** The whole list, read again. */
export function withConversations(
  state: ChatState,
  conversations: readonly Conversation[],
): Change {
  const kept = conversations.map((next) => {
    const known = state.conversations[next.id]
    return known ? keepingReads(known, next, state.me.id) : next
  })
  return { conversations: byId(kept), list: 'ready' }
}

/** Somebody has read up to a message; when it was me, in any tab, fewer are unread. */
export function withRead(state: ChatState, read: Payload<'message_read'>): Change {
  const { conversationId: id, userId, seq, readAt } = read
  const conversation = state.conversations[id]
  const reader = conversation?.participants.find((person) => person.userId === userId)
  if (!conversation || !reader || reader.lastReadSeq >= seq) return {}
  const participants = conversation.participants.map((person) =>
    person === reader ? readUpTo(person, seq) : person,
  )
  const unreadCount =
    userId === state.me.id ? unreadAfter(state, conversation, seq) : conversation.unreadCount
  return {
    conversations: { ...state.conversations, [id]: { ...conversation, participants, unreadCount } },
    readTimes: { ...state.readTimes, [id]: { ...state.readTimes[id], [userId]: readAt } },
  }
}

/** A device of somebody has everything up to a message. */
export function withDelivered(state: ChatState, mark: Payload<'message_delivered'>): Change {
  const { conversationId: id, userId, seq } = mark
  const conversation = state.conversations[id]
  const receiver = conversation?.participants.find((person) => person.userId === userId)
  if (!conversation || !receiver || receiver.lastDeliveredSeq >= seq) return {}
  const participants = conversation.participants.map((person) =>
    person === receiver ? { ...person, lastDeliveredSeq: seq } : person,
  )
  return { conversations: { ...state.conversations, [id]: { ...conversation, participants } } }
}

/** I take part in it no longer: nothing of it is left, and where it is open it says so. */
export function withoutConversation(state: ChatState, id: string): Change {
  const { [id]: _conversation, ...conversations } = state.conversations
  const { [id]: _thread, ...others } = state.threads
  const absent: Thread = { ...emptyThread, phase: 'absent' }
  const threads = state.openId === id ? { ...others, [id]: absent } : others
  const outbox = state.outbox.filter(({ conversationId }) => conversationId !== id)
  const editing = state.editing?.conversationId === id ? undefined : state.editing
  return { conversations, threads, outbox, editing }
}

/**
 * Somebody else said it. What a group says about itself is news to nobody, nor to admins what one of
 * them answers a visitor.
 */
export function isFromOther({ sender, senderId }: Message, me: string): boolean {
  return sender === 'user' && senderId !== me
}

export function lastReadSeq(conversation: Conversation | undefined, userId: string): number {
  return conversation?.participants.find((person) => person.userId === userId)?.lastReadSeq ?? 0
}

/**
 * The first answer has opened the conversation that a stay stood for: what was on its way there goes
 * on in it.
 */
export function withOpened(state: ChatState, from: string, to: string): Change {
  const arrived = new Set(state.threads[to]?.messages.map((one) => one.clientMessageId))
  const outbox = state.outbox
    .filter((entry) => entry.conversationId !== from || !arrived.has(entry.clientMessageId))
    .map((entry) => (entry.conversationId === from ? { ...entry, conversationId: to } : entry))
  return { outbox, ...(state.openId === from && { openId: to }) }
}

function settled({ outbox }: ChatState, message: Message) {
  const after = reduceOutbox(outbox, { type: 'settled', message })
  return { outbox: after === outbox ? outbox : after.filter(({ status }) => status !== 'sent') }
}

function merged(state: ChatState, message: Message): Change {
  const thread = state.threads[message.conversationId]
  if (thread?.phase !== 'ready' || !belongsInto(thread, message)) return {}
  const messages = merge(thread.messages, [message])
  if (messages === thread.messages) return {}
  const kept = messages.slice(-KEPT_MESSAGES)
  const hasOlder = thread.hasOlder || kept.length < messages.length
  return withThread(state, message.conversationId, { messages: kept, hasOlder })
}

/** A new one at the end that is loaded; an edited or deleted one only where its place is loaded. */
function belongsInto({ messages, hasNewer }: Thread, { seq }: Message): boolean {
  const [first, last] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0]
  return seq >= first && (!hasNewer || seq <= last)
}

function conversationsWith(state: ChatState, message: Message): ChatState['conversations'] {
  const known = state.conversations[message.conversationId]
  if (!known) return state.conversations
  const lastMessage = merge(known.lastMessage ? [known.lastMessage] : [], [message]).at(-1)
  const isNew = message.seq > known.lastSeq
  const changed: Conversation = {
    ...known,
    ...(lastMessage && { lastMessage }),
    ...(isNew && { lastSeq: message.seq, updatedAt: message.timestamp }),
    unreadCount: known.unreadCount + Number(isNew && countsAsUnread(state, known, message)),
    ...(isNew && known.webchat && { webchat: webchatAfter(known.webchat, message) }),
  }
  return {
    ...state.conversations,
    [known.id]: isNew && message.sender === 'agent' ? answered(changed, state.me.id) : changed,
  }
}

function countsAsUnread(state: ChatState, conversation: Conversation, message: Message): boolean {
  const me = state.me.id
  return isFromOther(message, me) && message.seq > lastReadSeq(conversation, me)
}

/** Whoever of the team answers has read what came before. */
function answered(conversation: Conversation, me: string): Conversation {
  const participants = conversation.participants.map((person) =>
    person.userId === me ? readUpTo(person, conversation.lastSeq) : person,
  )
  return { ...conversation, participants, unreadCount: 0 }
}

function readUpTo(person: Participant, seq: number): Participant {
  const lastDeliveredSeq = Math.max(person.lastDeliveredSeq, seq)
  return { ...person, lastReadSeq: seq, lastDeliveredSeq }
}

/** An older answer must not take back what was read or delivered meanwhile. */
function keepingReads(known: Conversation, next: Conversation, me: string): Conversation {
  const marks = new Map(known.participants.map((person) => [person.userId, person]))
  const participants = next.participants.map((person) => further(person, marks.get(person.userId)))
  const isOlder = lastReadSeq(known, me) > lastReadSeq(next, me)
  const unreadCount = isOlder ? Math.min(known.unreadCount, next.unreadCount) : next.unreadCount
  return { ...next, participants, unreadCount, ...saidSince(known, next) }
}

/** An answer may be older than a message that came by itself: what the message changed stays. */
function saidSince(known: Conversation, next: Conversation): Partial<Conversation> {
  const { lastMessage, lastSeq, unreadCount } = known
  if (!lastMessage || lastSeq <= next.lastSeq) return {}
  const webchat = next.webchat && webchatAfter(next.webchat, lastMessage)
  return { lastMessage, lastSeq, unreadCount, ...(webchat && { webchat }) }
}

function further(person: Participant, known: Participant | undefined): Participant {
  if (!known) return person
  return {
    ...person,
    lastReadSeq: Math.max(person.lastReadSeq, known.lastReadSeq),
    lastDeliveredSeq: Math.max(person.lastDeliveredSeq, known.lastDeliveredSeq),
  }
}

function unreadAfter(state: ChatState, conversation: Conversation, seq: number): number {
  if (seq >= conversation.lastSeq) return 0
  const loaded = state.threads[conversation.id]?.messages ?? []
  const counted = loaded.filter((message) => message.seq > seq && message.senderId !== state.me.id)
  return Math.min(counted.length, conversation.unreadCount)
}

type PageReader = (thread: Thread, answer: MessagesAnswer) => Thread

const pageReaders: Record<'newest' | 'older' | 'newer', PageReader> = {
  newest: (thread, { messages, hasMore, lastChangeSeq }) => ({
    ...emptyThread,
    phase: 'ready',
    messages: merge(joins(thread, messages) ? thread.messages : [], messages),
    hasOlder: joins(thread, messages) ? thread.hasOlder : hasMore,
    lastChangeSeq: joins(thread, messages) ? thread.lastChangeSeq : lastChangeSeq,
    pageStarts: thread.pageStarts,
  }),
  older: (thread, { messages, hasMore }) => {
    const all = merge(thread.messages, messages)
    const [first] = thread.messages
    const pageStarts = first
      ? new Set(thread.pageStarts).add(first.clientMessageId)
      : new Set<string>()
    const kept = all.slice(0, KEPT_MESSAGES)
    const hasNewer = thread.hasNewer || kept.length < all.length
    return { ...thread, messages: kept, hasOlder: hasMore, hasNewer, older: 'idle', pageStarts }
  },
  newer: (thread, { messages, hasMore }) => {
    const all = merge(thread.messages, messages)
    const kept = all.slice(-KEPT_MESSAGES)
    const hasOlder = thread.hasOlder || kept.length < all.length
    return { ...thread, messages: kept, hasOlder, hasNewer: hasMore }
  },
}

/** The page continues what is loaded, so both together have no hole. */
function joins(thread: Thread, page: readonly Message[]): boolean {
  const last = thread.messages.at(-1)
  const [first] = page
  return (
    thread.phase === 'ready' && !thread.hasNewer && !!last && !!first && first.seq <= last.seq + 1
  )
}
