import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OnlineUser } from '@/lib/protocol'
import { createMessageAnnouncer } from './messageAnnouncer'
import { createPresenceStore } from './presenceStore'
import { createTypingStore } from './typingStore'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('typing', () => {
  const signal = (userId: string, isTyping = true) => ({ conversationId: 'c1', userId, isTyping })

  test('UI-54 is shown for 5 s after the last signal', () => {
    const typing = createTypingStore()
    typing.signal(signal('ben'))
    vi.advanceTimersByTime(4000)
    typing.signal(signal('ben'))
    vi.advanceTimersByTime(4999)
    expect(typing.getState().typing.c1).toEqual(['ben'])
    vi.advanceTimersByTime(1)
    expect(typing.getState().typing.c1).toBeUndefined()
  })

  test('UI-54 ends with the stop signal, and with the message', () => {
    const typing = createTypingStore()
    typing.signal(signal('ben'))
    typing.signal(signal('chloe'))
    typing.signal(signal('ben', false))
    expect(typing.getState().typing.c1).toEqual(['chloe'])
    typing.arrived('c1', 'chloe')
    expect(typing.getState().typing).toEqual({})
  })
})

describe('presence', () => {
  const ben = { userId: 'ben', name: 'Ben', status: 'online' } as OnlineUser

  test('UI-88 dots are unknown once the connection was away for 10 s', () => {
    const presence = createPresenceStore()
    presence.showConnection('reconnecting')
    vi.advanceTimersByTime(9000)
    presence.showConnection('offline')
    expect(presence.getState().stale).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(presence.getState().stale).toBe(true)
    presence.showConnection('polling')
    expect(presence.getState().stale).toBe(false)
  })

  test('UI-89 a person nothing changed of stays the same object', () => {
    const presence = createPresenceStore()
    presence.showUsers([ben])
    const before = presence.getState().users.ben
    presence.showUsers([{ ...ben }, { ...ben, userId: 'chloe' }])
    expect(presence.getState().users.ben).toBe(before)
    presence.showUsers([{ ...ben, status: 'away' }])
    expect(presence.getState().users.ben).not.toBe(before)
    expect(Object.keys(presence.getState().users)).toEqual(['ben'])
  })
})

describe('announcements', () => {
  function announcer() {
    const said: string[] = []
    return { said, ...createMessageAnnouncer((text) => said.push(text)) }
  }

  test('UI-100 a message of the open conversation is read out, up to 200 characters', () => {
    const { said, here } = announcer()
    here('Ben', 'x'.repeat(300))
    expect(said).toEqual([`Ben: ${'x'.repeat(200)}`])
  })

  test('UI-100 a burst ends in a count', () => {
    const { said, here } = announcer()
    for (const text of ['a', 'b', 'c', 'd', 'e']) here('Ben', text)
    vi.advanceTimersByTime(2000)
    expect(said).toEqual(['Ben: a', 'Ben: b', 'Ben: c', '5 new messages from Ben'])
  })

  test('UI-101 other conversations are named at most every 10 s', () => {
    const { said, elsewhere } = announcer()
    elsewhere('Ben')
    elsewhere('Chloe')
    vi.advanceTimersByTime(10_000)
    elsewhere('Chloe')
    expect(said).toEqual(['New message from Ben', 'New message from Chloe'])
  })
})
