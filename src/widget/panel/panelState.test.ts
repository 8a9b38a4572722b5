import { describe, expect, test } from 'vitest'
import { messageRows } from '@/components/chat/thread/messageRows'
import { messageOf } from '../testMessages'
import {
  bubblesOf,
  firstState,
  isClosed,
  me,
  type PanelEvent,
  type PanelState,
  reduce,
} from './panelState'

const stateAfter = (...events: PanelEvent[]): PanelState => events.reduce(reduce, firstState)
const sent = (clientMessageId: string, text = 'Hello'): PanelEvent => {
  return { type: 'sent', clientMessageId, text, atMs: 0 }
}
const failed = (clientMessageId: string, code = 'UNAVAILABLE', more = {}): PanelEvent => {
  const failure = { code, message: 'The server cannot be reached', retry: true, ...more }
  return { type: 'failed', clientMessageId, failure }
}
const stored = (...messages: ReturnType<typeof messageOf>[]): PanelEvent => {
  return { type: 'messages', messages, isKnown: true, hasMore: false }
}
const shown = (state: PanelState) => bubblesOf(state).map(({ key, state: way }) => `${key} ${way}`)

describe('a message', () => {
  test('WG-12 stands on the side of who wrote it, whoever of the team answers', () => {
    const bubbles = bubblesOf(
      stateAfter(
        stored(messageOf(1, { sender: 'user' }), messageOf(2), messageOf(3, { sender: 'bot' })),
      ),
    )
    const rows = messageRows({ bubbles, me: me.id, hasMore: false, pageStarts: new Set() })
    const sides = rows.flatMap((row) => (row.type === 'message' ? [row.own] : []))
    expect(sides).toEqual([true, false, false])
  })

  test('WG-12 stands at once, and once when it is stored', () => {
    const waiting = stateAfter({ type: 'typed', text: 'Hello' }, sent('k_1'))
    expect(shown(waiting)).toEqual(['k_1 sending'])
    expect(waiting.draft).toBe('')
    const one = reduce(waiting, stored(messageOf(1, { sender: 'user' })))
    expect(shown(one)).toEqual(['k_1 sent'])
    expect(reduce(one, failed('k_1'))).toBe(one)
  })

  test('WG-16 that was not sent goes back to the empty field', () => {
    const { draft, notice, outbox } = stateAfter(sent('k_1'), failed('k_1'))
    expect({ draft, outbox }).toEqual({ draft: 'Hello', outbox: [] })
    expect(notice).toBe('Failed to send message. The server cannot be reached')
  })

  test('WG-16 that was not sent stays where something else is written', () => {
    const state = stateAfter(sent('k_1'), { type: 'typed', text: 'Another' }, failed('k_1'))
    expect(shown(state)).toEqual(['k_1 failed'])
    expect(state.draft).toBe('Another')
    expect(shown(reduce(state, { type: 'retried', clientMessageId: 'k_1' }))).toEqual([
      'k_1 sending',
    ])
    const edited = reduce(state, { type: 'edited', clientMessageId: 'k_1', text: 'Hello' })
    expect([edited.draft, edited.outbox.length]).toEqual(['Hello', 0])
  })

  test('WG-16 that came too fast says when to try again', () => {
    const limited = stateAfter(
      sent('k_1'),
      failed('k_1', 'RATE_LIMIT_EXCEEDED', { retryAfterSeconds: 3 }),
    )
    expect(limited.notice).toBe('You’re sending messages quickly. Try again in 3 s.')
    expect(reduce(limited, sent('k_2')).notice).toBeUndefined()
  })
})

test('WG-21 nothing of one person stays for the next, and everything for who is known by name now', () => {
  const before = stateAfter(
    stored(messageOf(1)),
    { type: 'typed', text: 'To Ada' },
    sent('k_1'),
    { type: 'typed', text: 'My number is' },
    { type: 'gave-email', address: 'chloe@example.com' },
    { type: 'standing', readSeq: 4, closedSeq: 4 },
    { type: 'shown', isShown: true },
  )
  const named = reduce(before, { type: 'begin', isSame: true })
  expect(shown(named)).toEqual(['k_1 sending'])
  expect(named).toMatchObject({ draft: 'My number is', isShown: true, isKnown: false, readSeq: 0 })
  const next = reduce(before, { type: 'begin', isSame: false })
  expect(next).toEqual({ ...firstState, isShown: true })
})

test('WG-11 who is typing is shown until they have written', () => {
  const typing = stateAfter(stored(messageOf(1)), { type: 'typing', isTyping: true, name: 'Ada' })
  expect(typing.typing).toEqual({ name: 'Ada' })
  expect(reduce(typing, stored(messageOf(1))).typing).toBeDefined()
  expect(reduce(typing, stored(messageOf(1), messageOf(2))).typing).toBeUndefined()
})

test('WG-19 somebody who types is there, whoever was when it was asked last', () => {
  const nobody = { online: false, agents: [], backAt: undefined, typicalReply: undefined }
  const alone = stateAfter({ type: 'availability', availability: nobody as never })
  expect(reduce(alone, { type: 'typing', isTyping: true }).availability?.online).toBe(true)
  expect(reduce(alone, { type: 'typing', isTyping: false }).availability?.online).toBe(false)
})

test('WG-28 a conversation is closed until the visitor writes behind what was closed, in whatever order it is heard', () => {
  const closed: PanelEvent = { type: 'standing', readSeq: 2, closedSeq: 2 }
  const before = stored(messageOf(1, { sender: 'user' }), messageOf(2))
  const after = stored(messageOf(2), messageOf(3, { sender: 'user' }))
  expect(isClosed(stateAfter(before, closed))).toBe(true)
  expect(isClosed(stateAfter(before, closed, after))).toBe(false)
  expect(isClosed(stateAfter(after, closed))).toBe(false)
  expect(isClosed(stateAfter(before, closed, stored(messageOf(2), messageOf(3))))).toBe(true)
  const open: PanelEvent = { type: 'standing', readSeq: 2, closedSeq: undefined }
  expect(isClosed(stateAfter(before, closed, open))).toBe(false)
})

test('WG-11 what was read stays read', () => {
  const read = (readSeq: number) =>
    ({ type: 'standing', readSeq, closedSeq: undefined }) satisfies PanelEvent
  expect(stateAfter(read(3), read(2)).readSeq).toBe(3)
  const answered = stored(messageOf(1, { sender: 'user' }), messageOf(2))
  expect(reduce(firstState, answered).readSeq).toBe(2)
})
