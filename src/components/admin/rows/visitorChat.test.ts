import { describe, expect, test } from 'vitest'
import type { Conversation, OnlineUser, WebchatState } from '@/lib/protocol'
import { absentVisitors, chatCounts, chatsFirst, noChats, visitorChats } from './visitorChat'
import { segmentCounts } from './visitorCounts'
import { inView } from './visitorFilter'
import { arranged } from './visitorOrder'
import { waitingTotal } from './waitingTotal'

const ME = 'u_ada'
const clock = { nowMs: Date.parse('2026-01-15T09:14:00Z'), idleAfterMs: 300_000 }

const waitsLong = chat('long', { waitingSince: '2026-01-15T09:00:00Z' })
const waits = chat('short', { waitingSince: '2026-01-15T09:10:00Z' })
const mine = chat('mine', { assigneeId: ME, waitingSince: '2026-01-15T09:11:00Z' }, 2)
const bens = chat('bens', { assigneeId: 'u_ben' }, 1)
const over = chat('over', { status: 'closed' })
const conversations = Object.fromEntries(
  [waits, bens, over, mine, waitsLong].map((one) => [one.id, one]),
)
const chats = visitorChats(conversations, ME)
const users = ['none', 'over', 'bens', 'mine', 'short', 'long'].map((id) => row(id))
const ids = (rows: readonly OnlineUser[]) => rows.map(({ userId }) => userId)

describe('chats in the table', () => {
  test('UA-21 who waits comes first, the longest of all, then who is in a chat with me', () => {
    expect(ids(chatsFirst(users, chats))).toEqual(['long', 'short', 'mine', 'none', 'over', 'bens'])
    expect(ids(arranged(users, undefined, chats)).slice(0, 3)).toEqual(['long', 'short', 'mine'])
    const sorted = (direction: 'asc' | 'desc') =>
      ids(arranged(users, { column: 'chat', direction }, chats))
    expect(sorted('asc').slice(0, 4)).toEqual(['long', 'short', 'mine', 'bens'])
    expect(sorted('desc')).toEqual(sorted('asc').reverse())
  })

  test('UA-21 another column that is sorted keeps its order, and so do rows without chats', () => {
    expect(arranged(users, { column: 'user', direction: 'asc' }, chats)).toBe(users)
    expect(chatsFirst(users, noChats)).toEqual(users)
  })

  test('UA-21 segments count who waits and who is answered', () => {
    expect(segmentCounts(users, clock, chats)).toMatchObject({ all: 6, waiting: 2, chat: 2 })
    expect(ids(inView(users, 'waiting', clock, chats))).toEqual(['short', 'long'])
    expect(ids(inView(users, 'chat', clock, chats))).toEqual(['bens', 'mine'])
    expect(chatCounts(chats)).toEqual({ waiting: 2, inChat: 2 })
  })

  test('UA-21 who has left while they wait is in Waiting, and nowhere else', () => {
    const here = users.filter(({ userId }) => userId !== 'long')
    const rows = [...here, ...absentVisitors(conversations, here)]
    expect(ids(inView(rows, 'waiting', clock, chats))).toEqual(['short', 'long'])
    expect(ids(inView(rows, 'all', clock, chats))).not.toContain('long')
    expect(segmentCounts(rows, clock, chats)).toMatchObject({ all: 5, waiting: 2 })
    const [again] = absentVisitors(conversations, here)
    expect(absentVisitors(conversations, here)[0]).toBe(again)
  })

  test('UA-27 the number before the title counts who waits and what is mine and unread, once', () => {
    expect(waitingTotal(conversations, ME, undefined)).toBe(4)
    expect(waitingTotal(conversations, ME, mine.id)).toBe(2)
  })

  test('UA-21 of the same conversations there are the same chats', () => {
    expect(visitorChats(conversations, ME)).toBe(chats)
    const again = visitorChats({ ...conversations }, ME)
    expect(again.get('mine')).toBe(chats.get('mine'))
    expect(visitorChats(conversations, 'u_ben').get('bens')?.phase).toBe('mine')
  })
})

function chat(visitorId: string, more: Partial<WebchatState>, unreadCount = 0): Conversation {
  return {
    id: `c_${visitorId}`,
    kind: 'webchat',
    participants: [],
    lastSeq: 1,
    lastChangeSeq: 0,
    unreadCount,
    updatedAt: '2026-01-15T09:12:00Z',
    webchat: { visitorId, sessionId: `s_${visitorId}`, status: 'open', agentsReadSeq: 0, ...more },
  }
}

function row(userId: string): OnlineUser {
  return {
    userId,
    sessionId: `s_${userId}`,
    connectedAt: '2026-01-15T09:13:00Z',
    domain: 'acme.example',
    origin: 'https://acme.example',
    url: 'https://acme.example/',
    kind: 'visitor',
  }
}
