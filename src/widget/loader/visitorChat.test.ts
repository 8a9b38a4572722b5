import { beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '@/lib/protocol'
import { messageOf } from '../testMessages'
import { VisitorChat } from './visitorChat'

const own = { sender: 'user', senderId: 'v_1' } as const
let stored: Message[]
let asked: object[]
let fresh: string[]
let runs = 0

beforeEach(() => {
  stored = []
  asked = []
  fresh = []
  runs += 1
})

/** A server with what is `stored`, read in pages of two. */
function chatOf(key = `chat ${runs}`): VisitorChat {
  return new VisitorChat({
    key,
    read: async (query) => {
      asked.push(query)
      const { after, before = Number.POSITIVE_INFINITY } = query as Record<string, number>
      const asked_ = stored.filter(({ seq }) => seq > (after ?? 0) && seq < before)
      const messages = after === undefined ? asked_.slice(-2) : asked_.slice(0, 2)
      const hasMore = asked_.length > messages.length
      return { messages, hasMore, lastSeq: stored.length, lastChangeSeq: 0, agentsReadSeq: 0 }
    },
    onChange: () => {},
    onNew: (messages) => fresh.push(...messages.map(({ id }) => id)),
  })
}

const seqs = ({ messages }: VisitorChat) => messages.map(({ seq }) => seq)
const unread = (chat: VisitorChat) => chat.unread.map(({ seq }) => seq)
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('the conversation', () => {
  test('WG-15 begins with its last page, and reads on from there, page by page', async () => {
    stored = [messageOf(1), messageOf(2), messageOf(3)]
    const chat = chatOf()
    await chat.catchUp()
    expect(seqs(chat)).toEqual([2, 3])
    expect(fresh).toEqual([])
    stored.push(messageOf(4), messageOf(5), messageOf(6))
    await chat.catchUp()
    expect(seqs(chat)).toEqual([2, 3, 4, 5, 6])
    expect(fresh).toEqual(['m_4', 'm_5', 'm_6'])
    await chat.older()
    expect(seqs(chat)).toEqual([1, 2, 3, 4, 5, 6])
    expect(chat.hasMore).toBe(false)
  })

  test('WG-15 a hole that a message leaves behind it is filled at once', async () => {
    stored = [messageOf(1)]
    const chat = chatOf()
    await chat.catchUp()
    stored.push(messageOf(2), messageOf(3))
    chat.add(messageOf(3))
    await settled()
    expect(seqs(chat)).toEqual([1, 2, 3])
    expect(fresh).toEqual(['m_3', 'm_2'])
  })

  test('WG-12 whatever comes several times stands once', async () => {
    const chat = chatOf()
    await chat.catchUp()
    for (const message of [messageOf(1), messageOf(2), messageOf(1)]) chat.add(message)
    expect(seqs(chat)).toEqual([1, 2])
    expect(fresh).toEqual(['m_1', 'm_2'])
  })
})

describe('what is unread', () => {
  test('WG-14 is what others wrote since the visitor looked, or wrote', async () => {
    stored = [messageOf(1), messageOf(2, own), messageOf(3), messageOf(4)]
    const chat = chatOf()
    await chat.catchUp()
    expect(unread(chat)).toEqual([3, 4])
    chat.see(3)
    expect(unread(chat)).toEqual([4])
    chat.see(1)
    expect(unread(chat)).toEqual([4])
  })

  test('WG-20 is counted for each visitor’s conversation by itself', async () => {
    stored = [messageOf(1), messageOf(2)]
    const key = `chat ${runs}`
    const before = chatOf(key)
    await before.catchUp()
    before.see(2)
    stored = [messageOf(1, { conversationId: 'c_2' })]
    const next = chatOf(key)
    await next.catchUp()
    expect([unread(before), unread(next)]).toEqual([[], [1]])
    next.see(1)
    expect(unread(next)).toEqual([])
  })

  test('WG-14 is the same in every tab, and after a reload', async () => {
    stored = [messageOf(1)]
    const [here, there] = [chatOf(), chatOf()]
    await Promise.all([here.catchUp(), there.catchUp()])
    here.see(1)
    there.follow({ key: `parley.seen:chat ${runs}`, newValue: 'c_1 1' })
    const later = chatOf()
    await later.catchUp()
    expect([unread(here), unread(there), unread(later)]).toEqual([[], [], []])
  })
})
