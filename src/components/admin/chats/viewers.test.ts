import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConversationViewing } from '@/lib/webchatEvents'
import { createViewers } from './viewers'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ben = {
  conversationId: 'c1',
  viewerId: 'tab-b',
  userId: 'u_ben',
  name: 'Ben',
  isViewing: true,
}

describe('who else looks at a conversation', () => {
  test('UA-30 is shown until they look elsewhere, or say nothing for 45 s', () => {
    const { hear, names } = rig()
    hear(ben)
    hear({ ...ben, viewerId: 'tab-c', userId: 'u_chloe', name: 'Chloe' })
    expect(names('c1')).toEqual(['Ben', 'Chloe'])
    hear({ ...ben, conversationId: 'c2' })
    expect([names('c1'), names('c2')]).toEqual([['Chloe'], ['Ben']])
    hear({ ...ben, conversationId: 'c2', isViewing: false })
    expect(names('c2')).toEqual([])
    vi.advanceTimersByTime(44_999)
    expect(names('c1')).toEqual(['Chloe'])
    vi.advanceTimersByTime(1)
    expect(names('c1')).toEqual([])
  })

  test('UA-30 this tab says what it looks at, again every 20 s and when it is asked', () => {
    const { viewers, hear, said } = rig()
    viewers.look('c1')
    vi.advanceTimersByTime(20_000)
    expect(said).toEqual(['c1', 'c1'])
    hear({ ...ben, asks: true })
    hear({ ...ben, conversationId: 'c2', asks: true })
    expect(said).toHaveLength(3)
    viewers.look(undefined)
    vi.advanceTimersByTime(60_000)
    expect(said.slice(3)).toEqual([null])
  })
})

function rig() {
  const said: unknown[] = []
  let hear = (_: ConversationViewing) => {}
  const socket = {
    on: (_: string, listener: never) => {
      hear = listener
    },
    tell: (_: string, { conversationId }: { conversationId: string | null }) =>
      said.push(conversationId),
  }
  const viewers = createViewers(() => socket as never)
  viewers.hear()
  const names = (id: string) => (viewers.getState().viewers[id] ?? []).map(({ name }) => name)
  return { viewers, hear, said, names }
}
