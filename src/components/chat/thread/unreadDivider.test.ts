import { describe, expect, test } from 'vitest'
import { type DividerEvent, nextDivider, noDivider, type UnreadDivider } from './unreadDivider'

const play = (...events: DividerEvent[]): UnreadDivider => events.reduce(nextDivider, noDivider)

const opened: DividerEvent = { type: 'opened', firstUnreadSeq: 4 }
const arrives = (seq: number, attentive: boolean): DividerEvent => ({
  type: 'arrived',
  seq,
  attentive,
})

describe('the New divider', () => {
  test('UI-70 stands above the first unread message when a conversation opens', () => {
    expect(play(opened).beforeSeq).toBe(4)
    expect(play({ type: 'opened', firstUnreadSeq: undefined }).beforeSeq).toBeUndefined()
  })

  test('UI-71 stays where it is while messages arrive', () => {
    expect(play(opened, arrives(7, true)).beforeSeq).toBe(4)
    expect(play(opened, arrives(7, false)).beforeSeq).toBe(4)
  })

  test('UI-72 moves to the first of a new run once it was passed and the reader is away', () => {
    const moved = play(opened, { type: 'in-view' }, arrives(7, false), arrives(8, false))
    expect(moved).toEqual({ beforeSeq: 7, seen: false, leftEnd: false })
  })

  test('UI-72 is not placed for a reader who sees the message arrive', () => {
    expect(play(arrives(7, true)).beforeSeq).toBeUndefined()
    expect(play(opened, { type: 'in-view' }, arrives(7, true)).beforeSeq).toBe(4)
  })

  test('UI-73 goes when I send, mark as read, or leave', () => {
    for (const type of ['sent', 'marked-read', 'left'] as const) {
      expect(play(opened, { type })).toEqual(noDivider)
    }
  })

  test('UI-73 goes after it was seen, the end left and reached again, not before', () => {
    expect(play(opened, { type: 'left-end' }, { type: 'at-end' }).beforeSeq).toBe(4)
    expect(play(opened, { type: 'in-view' }, { type: 'at-end' }).beforeSeq).toBe(4)
    const back = play(opened, { type: 'in-view' }, { type: 'left-end' }, { type: 'at-end' })
    expect(back.beforeSeq).toBeUndefined()
  })
})
