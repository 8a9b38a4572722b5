import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { PresenceDetails } from '@/lib/adminProtocol'
import type { Conversation, OnlineUser, PresenceChange } from '@/lib/protocol'
import { createChatsBeyond } from './chatsBeyond'
import { createVisitorsStore, type VisitorsState } from './visitorsStore'

const newest = visitor('v_new', 9)
const old = visitor('v_old', 1)
const older = visitor('v_older', 0)

test('UA-39 who is in an open chat and not among the newest is asked for, once', async () => {
  const { asked, rows, list } = rig(['v_old', 'v_older', 'v_new'], [old])
  list([newest], 20_000)
  await settled()
  expect(asked).toEqual(['v_old', 'v_older'])
  expect(rows()).toEqual([old])
  list([newest, visitor('v_newer', 10)], 20_001)
  await settled()
  expect(asked).toHaveLength(2)
})

test('UA-39 nobody is asked for while everybody is in the list, and then nobody is kept', async () => {
  const { asked, rows, list } = rig(['v_old'], [old])
  list([newest], 1)
  await settled()
  expect(asked).toEqual([])
  list([newest], 20_000)
  await settled()
  expect(rows()).toEqual([old])
  list([old, newest], 2)
  expect(rows()).toEqual([])
})

test('UA-39 who falls out of the list keeps their row, without a question', async () => {
  const { asked, rows, list } = rig(['v_old'], [])
  list([old, newest], 2)
  list([newest, visitor('v_newer', 10)], 20_000)
  await settled()
  expect([rows(), asked]).toEqual([[old], []])
})

test('UA-39 changes of people beyond the list are those of their rows', async () => {
  const { beyond, rows, list } = rig(['v_old', 'v_older'], [old])
  list([newest], 20_000)
  await settled()
  const moved = { ...old, url: 'https://acme.com/pricing' }
  beyond.hear([online(moved), online(older), online(visitor('v_other', 2))])
  expect(rows()).toEqual([moved, older])
  beyond.hear([{ type: 'offline', version: 2, userId: 'v_old', lastSeen: '' }])
  expect(rows()).toEqual([older])
})

test('UA-39 while the page is paused rows stay, and are read when it goes on', async () => {
  const { asked, beyond, rows, list, store } = rig(['v_old'], [old])
  list([newest], 20_000)
  await settled()
  store.setState({ paused: true })
  beyond.hear([{ type: 'offline', version: 2, userId: 'v_old', lastSeen: '' }])
  expect(rows()).toEqual([old])
  store.setState({ paused: false })
  await settled()
  expect(asked).toEqual(['v_old', 'v_old'])
})

test('UA-39 a chat that is closed needs no row', async () => {
  const { rows, list, chats } = rig(['v_old'], [old])
  list([newest], 20_000)
  await settled()
  chats.setState({ conversations: {} })
  expect(rows()).toEqual([])
})

/** The page with open chats, and a server at which some of the visitors are online. */
function rig(inChat: readonly string[], there: readonly OnlineUser[]) {
  const store = createVisitorsStore()
  const conversations = Object.fromEntries(inChat.map((id) => [id, conversation(id)]))
  const chats = createStore<{ conversations: Record<string, Conversation> }>(() => ({
    conversations,
  }))
  const asked: string[] = []
  const beyond = createChatsBeyond(store, chats, async (userId) => {
    asked.push(userId)
    const user = there.find((one) => one.userId === userId)
    return { success: true, pages: [], ...(user && { user }) } satisfies PresenceDetails
  })
  beyond.start()
  const list = (users: OnlineUser[], total: number) =>
    store.setState({ users, total } satisfies Partial<VisitorsState>)
  return { store, chats, asked, beyond, list, rows: () => store.getState().chatting }
}

function conversation(visitorId: string): Conversation {
  return { id: `c_${visitorId}`, webchat: { visitorId, status: 'open' } } as Conversation
}

function visitor(userId: string, second: number): OnlineUser {
  const connectedAt = new Date(second * 1000).toISOString()
  return { userId, connectedAt } as OnlineUser
}

function online(user: OnlineUser): PresenceChange {
  return { type: 'online', version: 1, change: 'update', user }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}
