import type { StoreApi } from 'zustand/vanilla'
import type { PresenceDetails } from '@/lib/adminProtocol'
import type { Conversation, OnlineUser } from '@/lib/protocol'
import { countBeyond, hasFallenOut } from '../rows/shortList'
import type { Beyond } from './lookBeyondLater'
import type { VisitorsState, VisitorsStore } from './visitorsStore'

export type Chats = StoreApi<{ conversations: Readonly<Record<string, Conversation>> }>

/**
 * Keeps the rows of visitors in open chats who are online and not among the newest. They are asked
 * for one after the other: a team has some open chats, not thousands.
 */
export function createChatsBeyond(
  store: VisitorsStore,
  chats: Chats,
  read: (userId: string) => Promise<PresenceDetails>,
): Omit<Beyond, 'want'> {
  /** Who is in an open chat and not in the list. */
  let wanted: ReadonlySet<string> = new Set()
  let asked = new Set<string>()
  let isAsking = false
  let isBehind = false
  let isOver = false

  function follow(before: readonly OnlineUser[]): void {
    const state = store.getState()
    wanted = inChatBeyond(state, chats.getState().conversations)
    const fallen = before.filter((user) => wanted.has(user.userId) && hasFallenOut(user, state))
    const known = [...asked, ...fallen.map(({ userId }) => userId)]
    asked = new Set(known.filter((userId) => wanted.has(userId)))
    show([...state.chatting, ...fallen])
    void ask()
  }

  /** Of two rows of somebody the later one counts. */
  function show(rows: readonly OnlineUser[]): void {
    const { chatting } = store.getState()
    const byId = new Map(rows.map((user) => [user.userId, user]))
    const next = [...byId.values()].filter(({ userId }) => wanted.has(userId))
    const isSame = next.length === chatting.length && next.every((row, i) => row === chatting[i])
    if (!isSame) store.setState({ chatting: next })
  }

  async function ask(): Promise<void> {
    if (isAsking) return
    isAsking = true
    for (let userId = nextOf(wanted, asked); userId && !isOver; userId = nextOf(wanted, asked)) {
      asked.add(userId)
      const details = await read(userId).catch(() => undefined)
      if (details && !isOver) take(userId, details.user)
    }
    isAsking = false
  }

  function take(userId: string, user: OnlineUser | undefined): void {
    const others = store.getState().chatting.filter((row) => row.userId !== userId)
    show(user ? [...others, user] : others)
  }

  const again = () => {
    isBehind = false
    asked.clear()
    void ask()
  }

  return {
    hear: (changes) => {
      if (store.getState().paused) {
        isBehind = true
        return
      }
      for (const change of changes) {
        if (change.type === 'online') take(change.user.userId, change.user)
        else take(change.userId, undefined)
      }
    },
    again,
    start: () => {
      isOver = false
      const ends = [
        store.subscribe((now, before) => {
          if (now.users !== before.users) follow(before.users)
          if (isBehind && !now.paused) again()
        }),
        chats.subscribe((now, before) => {
          if (now.conversations !== before.conversations) follow([])
        }),
      ]
      follow([])
      return () => {
        isOver = true
        for (const end of ends) end()
      }
    },
  }
}

function inChatBeyond(
  state: VisitorsState,
  conversations: Readonly<Record<string, Conversation>>,
): ReadonlySet<string> {
  const wanted = new Set<string>()
  if (countBeyond(state) === 0) return wanted
  for (const { webchat } of Object.values(conversations)) {
    if (webchat?.status === 'open') wanted.add(webchat.visitorId)
  }
  if (wanted.size > 0) for (const { userId } of state.users) wanted.delete(userId)
  return wanted
}

function nextOf(wanted: ReadonlySet<string>, asked: ReadonlySet<string>): string | undefined {
  return [...wanted].find((userId) => !asked.has(userId))
}
