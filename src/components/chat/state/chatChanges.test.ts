import { describe, expect, test } from 'vitest'
import {
  lastReadSeq,
  withConversation,
  withConversations,
  withDelivered,
  withMessage,
  withoutConversation,
  withPage,
  withRead,
} from './chatChanges'
import { changed, testConversation, testMessage, testPage, testStore } from './testChat'

const stateOf = (from = 1, to = 3) => testStore(from, to).getState()
const seqsOf = (state: ReturnType<typeof stateOf>) =>
  state.threads.c1?.messages.map(({ seq }) => seq)
const read = (userId: string, seq: number) => ({
  conversationId: 'c1',
  userId,
  seq,
  readAt: '2026-01-15T09:14:00.000Z',
})

describe('a message that comes by', () => {
  test('UI-74 of somebody else counts as unread, once', () => {
    const once = changed(stateOf(), withMessage(stateOf(), testMessage(4)))
    expect(once.conversations.c1).toMatchObject({ lastSeq: 4, unreadCount: 4 })
    const twice = changed(once, withMessage(once, testMessage(4)))
    expect(twice.conversations.c1?.unreadCount).toBe(4)
    expect(seqsOf(twice)).toEqual([1, 2, 3, 4])
  })

  test('UI-74 of mine, from another tab, does not', () => {
    const state = changed(stateOf(), withMessage(stateOf(), testMessage(4, { senderId: 'ada' })))
    expect(state.conversations.c1).toMatchObject({ lastSeq: 4, unreadCount: 3 })
  })

  test('UI-68 of a long conversation at most 500 are kept, the newest', () => {
    const full = stateOf(1, 500)
    const state = changed(full, withMessage(full, testMessage(501)))
    expect(seqsOf(state)).toHaveLength(500)
    expect(seqsOf(state)?.at(-1)).toBe(501)
    expect(state.threads.c1?.hasOlder).toBe(true)
  })
})

describe('an answer that is older than a message', () => {
  test('UA-20 closes no chat that a visitor has opened again since', () => {
    const webchat = {
      ...{ visitorId: 'v_1', sessionId: 's_1', agentsReadSeq: 3 },
      status: 'open' as const,
    }
    const before = changed(stateOf(), withConversation(stateOf(), testConversation(3, { webchat })))
    const said = testMessage(4, { sender: 'user', senderId: 'v_1' })
    const opened = changed(before, withMessage(before, said))
    const closed = { ...webchat, status: 'closed' as const, assigneeId: 'ada' }
    const answer = testConversation(3, { unreadCount: 0, webchat: closed })
    const after = changed(opened, withConversation(opened, answer)).conversations.c1
    expect(after).toMatchObject({ lastSeq: 4, lastMessage: said })
    expect(after?.unreadCount).toBe(opened.conversations.c1?.unreadCount)
    expect(after?.webchat).toMatchObject({ status: 'open', assigneeId: 'ada' })
  })
})

describe('pages of history', () => {
  test('UI-62 an older page comes in front, and what was first is remembered', () => {
    const state = changed(
      stateOf(51, 100),
      withPage(stateOf(51, 100), 'c1', testPage(1, 50, false), 'older'),
    )
    expect(seqsOf(state)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
    expect(state.threads.c1).toMatchObject({ hasOlder: false, older: 'idle' })
    expect([...(state.threads.c1?.pageStarts ?? [])]).toEqual(['k51'])
  })

  test('UI-68 reading far back drops the end, and new messages wait for it', () => {
    const long = stateOf(51, 520)
    const back = changed(long, withPage(long, 'c1', testPage(1, 50, false), 'older'))
    expect(seqsOf(back)).toHaveLength(500)
    expect(back.threads.c1?.hasNewer).toBe(true)
    const later = changed(back, withMessage(back, testMessage(521)))
    expect(seqsOf(later)?.at(-1)).toBe(500)
    expect(later.conversations.c1?.lastSeq).toBe(521)
    const latest = changed(later, withPage(later, 'c1', testPage(472, 521, true), 'newest'))
    expect(seqsOf(latest)?.[0]).toBe(472)
    expect(latest.threads.c1?.hasNewer).toBe(false)
  })

  test('UI-69 the newest page is joined to what is loaded only where there is no hole', () => {
    const joined = changed(stateOf(), withPage(stateOf(), 'c1', testPage(3, 6, true), 'newest'))
    expect(seqsOf(joined)).toEqual([1, 2, 3, 4, 5, 6])
    const apart = changed(stateOf(), withPage(stateOf(), 'c1', testPage(5, 6, true), 'newest'))
    expect(seqsOf(apart)).toEqual([5, 6])
    expect(apart.threads.c1?.hasOlder).toBe(true)
  })
})

describe('a message that was edited or deleted', () => {
  const edited = (seq: number) =>
    testMessage(seq, { text: 'edited', editedAt: '2026-01-15T10:00:00.000Z', changeSeq: 1 })

  test('UI-106 takes the place of the one that is shown', () => {
    const state = changed(stateOf(), withMessage(stateOf(), edited(2)))
    expect(state.threads.c1?.messages.map(({ text }) => text)).toEqual([
      'message 1',
      'edited',
      'message 3',
    ])
    expect(state.conversations.c1).toMatchObject({ lastSeq: 3, unreadCount: 3 })
  })

  test('UI-106 is not put in front of what is loaded', () => {
    const state = changed(stateOf(51, 100), withMessage(stateOf(51, 100), edited(3)))
    expect(seqsOf(state)?.[0]).toBe(51)
  })

  test('UI-106 changes what was dropped from memory no more, and what is kept all the same', () => {
    const long = stateOf(51, 520)
    const back = changed(long, withPage(long, 'c1', testPage(1, 50, false), 'older'))
    expect(withMessage(back, edited(510)).threads).toBeUndefined()
    const state = changed(back, withMessage(back, edited(7)))
    expect(state.threads.c1?.messages[6]?.text).toBe('edited')
  })

  test('UI-106 is not taken back by an older version', () => {
    const state = changed(stateOf(), withMessage(stateOf(), edited(3)))
    const later = changed(state, withMessage(state, testMessage(3)))
    expect(later.conversations.c1?.lastMessage?.text).toBe('edited')
    expect(later.threads.c1?.messages.at(-1)?.text).toBe('edited')
  })
})

describe('a system line', () => {
  test('UI-74 counts as unread for nobody', () => {
    const line = testMessage(4, { sender: 'system', text: 'Ben left the group' })
    const state = changed(stateOf(), withMessage(stateOf(), line))
    expect(state.conversations.c1).toMatchObject({ lastSeq: 4, unreadCount: 3 })
  })
})

describe('delivery', () => {
  const delivered = (seq: number) => ({
    conversationId: 'c1',
    userId: 'ben',
    seq,
    deliveredAt: '2026-01-15T09:14:00.000Z',
  })
  const marksOf = (state: ReturnType<typeof stateOf>) => state.conversations.c1?.participants[1]

  test('UI-107 only moves forward, by events and by lists', () => {
    const state = changed(stateOf(), withDelivered(stateOf(), delivered(2)))
    expect(marksOf(state)?.lastDeliveredSeq).toBe(2)
    expect(withDelivered(state, delivered(1))).toEqual({})
    const again = changed(state, withConversations(state, [testConversation(3)]))
    expect(marksOf(again)?.lastDeliveredSeq).toBe(2)
  })

  test('UI-107 what is read is delivered', () => {
    const state = changed(stateOf(), withRead(stateOf(), read('ben', 3)))
    expect(marksOf(state)).toMatchObject({ lastReadSeq: 3, lastDeliveredSeq: 3 })
  })
})

describe('a group that I left', () => {
  test('UI-113 is gone with all of it, and says so where it is open', () => {
    const state = changed(stateOf(), withoutConversation(stateOf(), 'c1'))
    expect(state.conversations).toEqual({})
    expect(state.threads.c1).toMatchObject({ phase: 'absent', messages: [] })
    const closed = { ...stateOf(), openId: undefined }
    expect(withoutConversation(closed, 'c1').threads).toEqual({})
  })
})

describe('reading', () => {
  test('UI-74 what I read in any tab is not unread any more', () => {
    const some = changed(stateOf(), withRead(stateOf(), read('ada', 2)))
    expect(some.conversations.c1?.unreadCount).toBe(1)
    const all = changed(some, withRead(some, read('ada', 3)))
    expect(all.conversations.c1?.unreadCount).toBe(0)
    expect(withRead(all, read('ada', 2))).toEqual({})
  })

  test('UI-64 what others read is known with its time', () => {
    const state = changed(stateOf(), withRead(stateOf(), read('ben', 3)))
    expect(lastReadSeq(state.conversations.c1, 'ben')).toBe(3)
    expect(state.readTimes.c1).toEqual({ ben: '2026-01-15T09:14:00.000Z' })
    expect(state.conversations.c1?.unreadCount).toBe(3)
  })

  test('UI-74 an older list does not bring back what was read meanwhile', () => {
    const all = changed(stateOf(), withRead(stateOf(), read('ada', 3)))
    const again = changed(all, withConversations(all, [testConversation(3)]))
    expect(again.conversations.c1?.unreadCount).toBe(0)
    expect(lastReadSeq(again.conversations.c1, 'ada')).toBe(3)
  })
})
