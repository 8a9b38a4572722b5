import { expect, test } from 'vitest'
import type { Conversation, OnlineUser } from '@/lib/protocol'
import { jumpGroups } from './jumpItems'

const user = (userId: string, name: string) => ({ userId, name, status: 'online' }) as OnlineUser
const conversation = (id: string, kind: 'direct' | 'group', name: string): Conversation => ({
  id,
  kind,
  ...(kind === 'group' && { name }),
  participants: [
    { userId: 'ada', name: 'Ada', lastReadSeq: 0, lastDeliveredSeq: 0 },
    kind === 'direct'
      ? { userId: id, name, lastReadSeq: 0, lastDeliveredSeq: 0 }
      : { userId: 'chloe', name: 'Chloé', lastReadSeq: 0, lastDeliveredSeq: 0 },
  ],
  lastSeq: 1,
  lastChangeSeq: 0,
  unreadCount: 0,
  updatedAt: '2026-01-15T09:00:00Z',
})

const sources = {
  me: 'ada',
  users: [user('chloe', 'Chloé'), user('ada', 'Ada')],
  conversations: [conversation('ben', 'direct', 'Ben'), conversation('g', 'group', 'Launch')],
  query: '',
}

const shown = (query: string) =>
  jumpGroups({ ...sources, query }).map(({ heading, items }) => [
    heading,
    ...items.map(({ name }) => name),
  ])

test('UI-92 without a query recent conversations and people online are offered', () => {
  expect(shown('')).toEqual([
    ['Recent', 'Ben', 'Launch'],
    ['Online', 'Chloé'],
  ])
})

test('UI-92 a query finds people, group conversations and pages, without case and accents', () => {
  expect(shown('CHLOE')).toEqual([['People', 'Chloé']])
  expect(shown('ben')).toEqual([['People', 'Ben']])
  expect(shown('laun')).toEqual([['Conversations', 'Launch']])
  expect(shown('settings')).toEqual([['Pages', 'Settings']])
  expect(shown('nobody')).toEqual([])
})
