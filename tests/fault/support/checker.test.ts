import { expect, test } from 'vitest'
import type { Message } from '@/lib/protocol'
import { differences } from './checker'
import type { Lane } from './lane'

const texts = ['one', 'two', 'three']
const stored = texts.map(messageOf)
const lane: Lane = {
  name: 'ada',
  sender: {} as Lane['sender'],
  sent: stored.map(({ conversationId, text, clientMessageId }) => ({
    conversationId,
    text,
    clientMessageId,
  })),
  acknowledged: stored,
}

test('the checker finds nothing where everything is as sent', () => {
  expect(differences([lane], stored)).toEqual([])
})

test.each([
  ['a lost message', stored.slice(0, 2)],
  ['a doubled message', [...stored, { ...stored[0], seq: 4 } as Message]],
  ['a hole', stored.map((it) => (it.seq === 3 ? { ...it, seq: 4 } : it))],
  ['an invented message', [...stored, messageOf('four', 3)]],
  ['another order', [messageOf('two', 0), messageOf('one', 1), messageOf('three', 2)]],
  ['another text', stored.map((it) => ({ ...it, text: `${it.text}!` }))],
])('the checker finds %s', (_, found) => {
  expect(differences([lane], found)).not.toEqual([])
})

function messageOf(text: string, index: number): Message {
  return {
    id: `m_${text}`,
    conversationId: 'c_1',
    seq: index + 1,
    text,
    sender: 'user',
    senderId: 'u_ada',
    senderName: 'Ada',
    timestamp: '2026-01-15T09:14:00.000Z',
    clientMessageId: `client-${text}`,
    tenantId: 'acme',
  }
}
