import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { NewMessage } from './conversationStore'
import type { WebchatsUnderTest } from './webchatStore.contract'

/** What every implementation owes to those who answer visitors. */
export function webchatAnsweringContract(open: () => Promise<WebchatsUnderTest>): void {
  let storage: WebchatsUnderTest
  let round = 0
  let tenantId: string
  let globex: string
  let ada: string
  let ben: string

  beforeAll(async () => {
    storage = await open()
  })
  afterAll(() => storage.close())
  beforeEach(async () => {
    round += 1
    tenantId = `acme-answers-${round}`
    globex = `globex-answers-${round}`
    ada = `ada-a${round}`
    ben = `ben-a${round}`
    await storage.addTenant(tenantId, [ada, ben])
    await storage.addTenant(globex, [ada])
  })

  let written = 0
  const draft = (conversationId: string, change: Partial<NewMessage> = {}): NewMessage => {
    written += 1
    return {
      id: `a_${round}_${written}`,
      tenantId,
      conversationId,
      senderId: 'v_one',
      senderName: 'Visitor',
      clientMessageId: `key-${written}`,
      text: 'hello',
      sender: 'user',
      sessionId: 's_one',
      ...change,
    }
  }
  const agents = { sender: 'agent', senderId: 'ada', senderName: 'Ada' } as const
  const chatOf = async (visitorId: string) => {
    const visitor = { tenantId, visitorId, sessionId: `s_of_${visitorId}` }
    return (await storage.webchats.open(visitor)).conversationId
  }
  const append = async (...drafts: NewMessage[]) => {
    const stored = await storage.store.append(drafts)
    return stored.map((answer) => answer?.message.seq)
  }
  const waiting = async (visitorId: string) => {
    const id = await chatOf(visitorId)
    await append(draft(id, { senderId: visitorId }))
    return id
  }
  const get = (conversationId: string) => storage.webchats.get({ tenantId, conversationId })

  describe('answering visitors', () => {
    test('WM-13 lists who waits longest first, then by the last message, page by page', async () => {
      const [first, second, answered] = [
        await waiting('v_1'),
        await waiting('v_2'),
        await waiting('v_3'),
      ]
      const quiet = await chatOf('v_4')
      await append(draft(first, { senderId: 'v_1' }), draft(answered, agents))
      const order = [first, second, answered, quiet]
      const whole = await storage.webchats.list(tenantId, { limit: 10 })
      expect(whole.conversations.map(({ id }) => id)).toEqual(order)
      expect(whole).not.toHaveProperty('next')
      expect(whole.conversations[0]).toEqual(await get(first))
      const paged: string[] = []
      let after: (typeof whole)['next']
      do {
        const page = await storage.webchats.list(tenantId, { limit: 1, after })
        paged.push(...page.conversations.map(({ id }) => id))
        after = page.next
      } while (after)
      expect(paged).toEqual(order)
      expect((await storage.webchats.list(globex, { limit: 10 })).conversations).toEqual([])
    })

    test('WM-13 lists by status and by whose they are', async () => {
      const [mine, closed, free] = [
        await waiting('v_1'),
        await waiting('v_2'),
        await waiting('v_3'),
      ]
      await storage.webchats.assign(tenantId, mine, { assigneeId: ada })
      await storage.webchats.setStatus(tenantId, closed, 'closed')
      const ids = async (asked: object) => {
        const { conversations } = await storage.webchats.list(tenantId, { limit: 10, ...asked })
        return conversations.map(({ id }) => id)
      }
      expect(await ids({ assigneeId: ada })).toEqual([mine])
      expect(await ids({ assigneeId: ben })).toEqual([])
      expect(await ids({ assigneeId: null, status: 'open' })).toEqual([free])
      expect(await ids({ status: 'closed' })).toEqual([closed])
    })

    test('WM-14 gives a chat to one of several who take it at once', async () => {
      const chat = await waiting('v_1')
      const takes = [ada, ben].map((assigneeId) =>
        storage.webchats.assign(tenantId, chat, { assigneeId, ifAssigneeId: null }),
      )
      expect((await Promise.all(takes)).sort()).toEqual(['assigned', 'conflict'])
      expect(await storage.webchats.assign(tenantId, chat, { assigneeId: null })).toBe('assigned')
      expect((await get(chat))?.webchat).not.toHaveProperty('assigneeId')
      expect(await storage.webchats.assign(globex, chat, { assigneeId: ada })).toBeUndefined()
    })

    test('WM-15 closes a chat, which waits no more, until its visitor writes', async () => {
      const chat = await waiting('v_1')
      expect(await storage.webchats.setStatus(globex, chat, 'closed')).toBe(false)
      expect(await storage.webchats.setStatus(tenantId, chat, 'closed')).toBe(true)
      const closed = (await get(chat))?.webchat
      expect(closed).toMatchObject({ status: 'closed' })
      expect(closed).not.toHaveProperty('waitingSince')
      const [seq] = await append(draft(chat, { senderId: 'v_1' }))
      expect(seq).toBe(2)
      expect((await get(chat))?.webchat).toMatchObject({
        status: 'open',
        waitingSince: (await get(chat))?.lastMessage?.timestamp,
      })
    })

    test('WM-15 shows a visitor their own without what is the admins’', async () => {
      const chat = await waiting('v_1')
      await append(draft(chat, { ...agents, senderId: ada }), draft(chat, { senderId: 'v_1' }))
      await storage.webchats.setBlocked(tenantId, 'v_1', true)
      expect(await get(chat)).toMatchObject({
        webchat: { assigneeId: ada, blocked: true, waitingSince: expect.any(String) },
      })
      const own = await storage.webchats.getOwn({ tenantId, visitorId: 'v_1' })
      expect(own).toMatchObject({ id: chat, unreadCount: 1, lastSeq: 3 })
      expect(own?.webchat).toEqual({
        visitorId: 'v_1',
        sessionId: 's_one',
        status: 'open',
        agentsReadSeq: 2,
      })
      expect(await storage.webchats.getOwn({ tenantId: globex, visitorId: 'v_1' })).toBeUndefined()
    })

    test('WM-16 keeps notes where no reader of the chat meets them', async () => {
      const chat = await waiting('v_1')
      const named = { tenantId, conversationId: chat }
      expect(await storage.webchats.notes(tenantId, chat, { limit: 10 })).toMatchObject({
        messages: [],
        lastSeq: 0,
      })
      const opened = await Promise.all(
        [1, 2, 3].map(() => storage.webchats.openNotes(tenantId, chat)),
      )
      const [thread = ''] = opened
      expect(new Set(opened).size).toBe(1)
      const note = { ...agents, text: 'A regular' }
      expect(await append(draft(thread, note), draft(thread, { senderId: 'v_1' }))).toEqual([
        1,
        undefined,
      ])
      const page = await storage.webchats.notes(tenantId, chat, { after: 0, limit: 10 })
      expect(page?.messages).toMatchObject([{ text: 'A regular', conversationId: chat, seq: 1 }])
      const read = await storage.webchats.page(
        { tenantId, visitorId: 'v_1' },
        { after: 0, limit: 10 },
      )
      expect(read?.messages.map(({ text }) => text)).toEqual(['hello'])
      expect(await get(chat)).toMatchObject({ lastSeq: 1, lastMessage: { text: 'hello' } })
      expect(await storage.webchats.find({ ...named, conversationId: thread })).toBeUndefined()
      expect(await storage.webchats.notes(globex, chat, { limit: 10 })).toBeUndefined()
      expect(await storage.webchats.openNotes(globex, chat)).toBeUndefined()
    })

    test('WM-17 takes nothing from a blocked visitor, and shows who is blocked', async () => {
      const chat = await waiting('v_1')
      expect(await storage.webchats.setBlocked(globex, 'v_1', true)).toBeUndefined()
      expect(await storage.webchats.setBlocked(tenantId, 'v_1', true)).toBe(chat)
      expect(await append(draft(chat, { senderId: 'v_1' }), draft(chat, agents))).toEqual([
        undefined,
        2,
      ])
      const blocked = await storage.webchats.blocked(tenantId)
      expect(blocked).toEqual([
        { userId: 'v_1', conversationId: chat, blockedAt: expect.any(String) },
      ])
      expect(await storage.webchats.blocked(globex)).toEqual([])
      await storage.webchats.setBlocked(tenantId, 'v_1', false)
      expect(await append(draft(chat, { senderId: 'v_1' }))).toEqual([3])
      expect(await storage.webchats.blocked(tenantId)).toEqual([])
    })

    test('WM-18 keeps how far each side has read, never back and never beyond the end', async () => {
      const chat = await waiting('v_1')
      await append(draft(chat, agents), draft(chat, agents))
      const visitor = { tenantId, visitorId: 'v_1' }
      const mark = { conversationId: chat, visitorId: 'v_1' }
      const { markRead } = storage.webchats
      expect(await markRead(visitor, 'visitor', 2)).toEqual({
        ...mark,
        lastReadSeq: 2,
        moved: true,
      })
      expect(await markRead(visitor, 'visitor', 1)).toEqual({
        ...mark,
        lastReadSeq: 2,
        moved: false,
      })
      expect(await markRead(visitor, 'visitor', 99)).toMatchObject({ lastReadSeq: 3, moved: true })
      await append(draft(chat, { senderId: 'v_1' }))
      expect(await get(chat)).toMatchObject({ unreadCount: 1, participants: [{ lastReadSeq: 3 }] })
      const chatName = { tenantId, conversationId: chat }
      expect(await markRead(chatName, 'admins', 4)).toMatchObject({ lastReadSeq: 4, moved: true })
      expect(await get(chat)).toMatchObject({ unreadCount: 0, webchat: { agentsReadSeq: 4 } })
      const own = { tenantId, visitorId: 'v_1' }
      expect(await storage.webchats.page(own, { limit: 1 })).toMatchObject({ agentsReadSeq: 4 })
      expect(await markRead({ ...chatName, tenantId: globex }, 'admins', 4)).toBeUndefined()
    })
  })
}
