import { expect, test } from 'vitest'
import type { OutboxEntry } from '@/lib/outbox'
import type { Conversation, Message } from '@/lib/protocol'
import { type PreviewInput, previewOf } from './preview'

const message = { senderId: 'ben', senderName: 'Ben', text: 'one\n\ntwo', seq: 1 } as Message
const conversation: Conversation = {
  id: 'c1',
  kind: 'direct',
  participants: [],
  lastMessage: message,
  lastSeq: 1,
  lastChangeSeq: 0,
  unreadCount: 0,
  updatedAt: '',
}
const input: PreviewInput = {
  conversation,
  me: 'ada',
  typing: false,
  draft: '',
  unsent: undefined,
}

test('UI-83 a preview is one line, and says who wrote it where that is not plain', () => {
  expect(previewOf(input)).toEqual({ kind: 'message', text: 'one two' })
  expect(previewOf({ ...input, me: 'ben' }).text).toBe('You: one two')
  const group = { ...conversation, kind: 'group' as const }
  expect(previewOf({ ...input, conversation: group }).text).toBe('Ben: one two')
})

test('UI-83 typing comes before a draft, a draft before what is unsent, that before the last message', () => {
  const unsent = { status: 'failed', text: 'lost' } as OutboxEntry
  expect(previewOf({ ...input, unsent })).toEqual({ kind: 'failed', text: 'You: lost' })
  expect(previewOf({ ...input, unsent, draft: 'dr\naft' })).toEqual({
    kind: 'draft',
    text: 'dr aft',
  })
  expect(previewOf({ ...input, unsent, draft: 'draft', typing: true }).kind).toBe('typing')
})

test('UI-83 a conversation without messages invites to begin', () => {
  const { lastMessage: _, ...empty } = conversation
  expect(previewOf({ ...input, conversation: empty })).toEqual({ kind: 'empty', text: 'Say hello' })
})
