import { describe, expect, test } from 'vitest'
import type { Conversation } from '@/lib/protocol'
import { byActivity, frozenOrder, stepConversation } from './conversationOrder'

const conversation = (id: string, updatedAt: string): Conversation => ({
  id,
  kind: 'direct',
  participants: [],
  lastSeq: 0,
  lastChangeSeq: 0,
  unreadCount: 0,
  updatedAt,
})

describe('order of conversations', () => {
  test('UI-80 the last activity comes first', () => {
    const list = [
      conversation('a', '2026-01-15T09:00:00Z'),
      conversation('b', '2026-01-15T09:05:00Z'),
    ]
    expect(byActivity(list)).toEqual(['b', 'a'])
  })

  test('UI-81 nothing moves while the pointer is over the list', () => {
    expect(frozenOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['a', 'b', 'c'])
  })

  test('UI-81 a new conversation waits at the end, one that is gone goes', () => {
    expect(frozenOrder(['a', 'b'], ['new', 'b'])).toEqual(['b', 'new'])
  })

  test('UI-90 stepping goes to the neighbour and stops at the ends', () => {
    const order = ['a', 'b', 'c']
    expect(stepConversation({ order, current: 'a', direction: 1 })).toBe('b')
    expect(stepConversation({ order, current: 'a', direction: -1 })).toBeUndefined()
    expect(stepConversation({ order, current: undefined, direction: -1 })).toBe('c')
  })

  test('UI-90 stepping among unread ones leaves out the others', () => {
    const step = { order: ['a', 'b', 'c'], current: 'a', direction: 1 as const }
    expect(stepConversation({ ...step, among: new Set(['c']) })).toBe('c')
    expect(stepConversation({ ...step, among: new Set() })).toBeUndefined()
  })
})
