import { describe, expect, test } from 'vitest'
import { lastReadSeq, withConversations, withMessage, withPage, withRead } from './chatChanges'
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
