import { createStore, type StoreApi } from 'zustand/vanilla'
import { emptyOutbox, type Outbox } from '@/lib/outbox'
import type { Account, Conversation, Message, Role } from '@/lib/protocol'

/** What is loaded of one conversation. */
export interface Thread {
  phase: 'loading' | 'ready' | 'failed' | 'absent'
  /** In the order of `seq`, without holes, at most 500. */
  messages: readonly Message[]
  hasOlder: boolean
  /** The end was dropped from memory: `Jump to latest` reads it again. */
  hasNewer: boolean
  older: 'idle' | 'loading' | 'failed'
  /** What was edited or deleted later is read when the conversation opens. */
  lastChangeSeq: number | undefined
  /** First messages of the pages above which older ones were loaded. */
  pageStarts: ReadonlySet<string>
}

export interface ChatState {
  me: Account
  list: 'loading' | 'ready' | 'failed'
  conversations: Readonly<Record<string, Conversation>>
  threads: Readonly<Record<string, Thread>>
  outbox: Outbox
  /** An own message that is being edited. */
  editing: Editing | undefined
  asking: Asking | undefined
  /** When others were seen reading: by conversation, then by person. ISO. */
  readTimes: Readonly<Record<string, Record<string, string>>>
  openId: string | undefined
  /** The conversation whose end is being looked at: what comes there is as good as read. */
  watchedId: string | undefined
}

/** What a dialog asks before it is done. */
export type Asking =
  | { about: 'delete'; messageId: string }
  | { about: 'leave'; conversationId: string }
  | { about: 'new-conversation' }
  | { about: 'notifications' }

export interface Editing {
  conversationId: string
  messageId: string
  text: string
  /** The server has it, and has not answered yet. */
  saving: boolean
}

export type ChatStore = StoreApi<ChatState>

/** What the server put into the page. */
export interface InitialChat {
  account: Account
  role: Role
  conversations: Conversation[]
  conversationId?: string | undefined
  messages?: Message[] | undefined
  hasMore?: boolean | undefined
  lastChangeSeq?: number | undefined
}

export const emptyThread: Thread = {
  phase: 'loading',
  messages: [],
  hasOlder: false,
  hasNewer: false,
  older: 'idle',
  lastChangeSeq: undefined,
  pageStarts: new Set(),
}

export function createChatStore(me: Account, initial?: InitialChat): ChatStore {
  return createStore<ChatState>(() => ({
    me,
    list: initial ? 'ready' : 'loading',
    conversations: byId(initial?.conversations ?? []),
    threads: firstThread(initial),
    outbox: emptyOutbox,
    editing: undefined,
    asking: undefined,
    readTimes: {},
    openId: initial?.conversationId,
    watchedId: undefined,
  }))
}

export function byId(conversations: readonly Conversation[]): Record<string, Conversation> {
  return Object.fromEntries(conversations.map((conversation) => [conversation.id, conversation]))
}

function firstThread(initial: InitialChat | undefined): Record<string, Thread> {
  const { conversationId, messages, hasMore: hasOlder = false, lastChangeSeq } = initial ?? {}
  if (conversationId === undefined || !messages) return {}
  const thread: Thread = { ...emptyThread, phase: 'ready', messages, hasOlder, lastChangeSeq }
  return { [conversationId]: thread }
}
