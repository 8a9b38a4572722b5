import { describe, expect, test } from 'vitest'
import { usersOnline } from '@/components/ui/usersOnline'
import type { Conversation, OnlineUser } from '@/lib/protocol'
import { conversationName, orderedPeople } from './people'

function online(userId: string, name: string, status: OnlineUser['status'] = 'online'): OnlineUser {
  return {
    userId,
    name,
    status: status ?? 'online',
    sessionId: 's',
    connectedAt: '',
    domain: '',
    origin: '',
    url: '',
  }
}

const withBen: Conversation = {
  id: 'c1',
  kind: 'direct',
  participants: [
    { userId: 'ada', name: 'Ada', lastReadSeq: 0, lastDeliveredSeq: 0 },
    {
      userId: 'ben',
      name: 'Ben',
      lastReadSeq: 0,
      lastDeliveredSeq: 0,
      lastSeen: '2026-01-15T07:00:00Z',
    },
  ],
  lastSeq: 0,
  lastChangeSeq: 0,
  unreadCount: 0,
  updatedAt: '',
}

describe('Online Users', () => {
  test('UI-85 those online come first by name, then those away', () => {
    const users = [online('z', 'Zoë'), online('b', 'ben', 'away'), online('c', 'Chloe')]
    const { here } = orderedPeople(users, [], 'ada')
    expect(here.map(({ name }) => name)).toEqual(['Chloe', 'Zoë', 'ben'])
  })

  test('UI-85 people of my conversations who are away from here are listed as offline', () => {
    expect(orderedPeople([], [withBen], 'ada').offline).toMatchObject([
      { userId: 'ben', presence: 'offline', since: '2026-01-15T07:00:00Z' },
    ])
    expect(orderedPeople([online('ben', 'Ben')], [withBen], 'ada').offline).toEqual([])
  })

  test('UI-86 I am listed, first, only where that is asked for', () => {
    const users = [online('ada', 'Zada'), online('ben', 'Ben')]
    expect(orderedPeople(users, [], 'ada').here.map(({ userId }) => userId)).toEqual(['ben'])
    expect(orderedPeople(users, [], 'ada', true).here[0]).toMatchObject({
      userId: 'ada',
      isMe: true,
    })
  })

  test('UI-87 the count is said in the words of the guide', () => {
    expect([0, 1, 47].map(usersOnline)).toEqual([
      '0 users online',
      '1 user online',
      '47 users online',
    ])
  })

  test('UI-82 a conversation is called by its name or by the others in it', () => {
    expect(conversationName(withBen, 'ada')).toBe('Ben')
    expect(conversationName({ ...withBen, name: 'Launch' }, 'ada')).toBe('Launch')
  })
})
