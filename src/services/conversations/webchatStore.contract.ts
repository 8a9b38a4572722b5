import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConversationStore, NewMessage } from './conversationStore'
import type { ChattingVisitor, WebchatStore } from './webchatStore'

export interface WebchatsUnderTest {
  store: ConversationStore
  webchats: WebchatStore
  addTenant(tenantId: string, userIds: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** What every implementation owes to the conversations of visitors. */
export function webchatStoreContract(open: () => Promise<WebchatsUnderTest>): void {
  let storage: WebchatsUnderTest
  let webchats: WebchatStore
  let round = 0
  let visitor: ChattingVisitor
  let tenantId: string
  let ada: string

  beforeAll(async () => {
    storage = await open()
    webchats = storage.webchats
  })
  afterAll(() => storage.close())
  beforeEach(async () => {
    round += 1
    tenantId = `acme-${round}`
    ada = `ada-${round}`
    await storage.addTenant(tenantId, [ada])
    visitor = { tenantId, visitorId: 'v_one', sessionId: 's_one' }
  })

  let written = 0
  const draft = (conversationId: string, change: Partial<NewMessage> = {}): NewMessage => {
    written += 1
    return {
      id: `w_${round}_${written}`,
      tenantId,
      conversationId,
      senderId: 'v_one',
      senderName: 'Visitor',
      clientMessageId: `key-${written}`,
      text: 'hello',
      sender: 'user',
      sessionId: 's_one',
      domain: 'shop.acme.test',
      ...change,
    }
  }
  const opened = async () => (await webchats.open(visitor)).conversationId
  const seqs = async (drafts: NewMessage[]) =>
    (await storage.store.append(drafts)).map((answer) => answer?.message.seq)
  const stateOf = async (conversationId: string) =>
    (await webchats.get({ tenantId, conversationId }))?.webchat

  describe('merging a visitor', () => {
    const vera = () => ({ tenantId, visitorId: 'user-vera', sessionId: 's_vera', name: 'Vera' })
    const merge = () =>
      webchats.merge({ tenantId, visitorId: 'v_one', into: vera(), atMs: Date.UTC(2030, 0, 1) })
    const byVera = { senderId: 'user-vera', sessionId: 's_vera' }
    const read = (visitorId: string) =>
      webchats.page({ tenantId, visitorId }, { after: 0, limit: 50 })

    test('WV-28 gives the conversation to a user who has none, with all that is in it', async () => {
      const chat = await opened()
      const keyed = draft(chat, { clientMessageId: 'retried' })
      const [first] = await storage.store.append([
        keyed,
        draft(chat, { senderId: ada, sender: 'agent' }),
      ])
      expect(await merge()).toEqual({ endedSessionIds: [], conversationId: chat })
      expect(await read('v_one')).toBeUndefined()
      const page = await read('user-vera')
      expect(page?.messages.map(({ senderId }) => senderId)).toEqual(['user-vera', ada])
      const again = { ...keyed, ...byVera, id: `w_again_${round}` }
      const [retried] = await storage.store.append([again])
      expect(retried).toMatchObject({ duplicate: true, message: { id: first?.message.id } })
      expect(await seqs([draft(chat)])).toEqual([undefined])
      expect(await webchats.get({ tenantId, conversationId: chat })).toMatchObject({
        webchat: { visitorId: 'user-vera', sessionId: 's_vera' },
      })
      expect(await merge()).toEqual({ endedSessionIds: [] })
      const moved = { conversationId: chat, visitorId: 'user-vera', sessionId: 's_vera' }
      expect(await webchats.findMoved({ tenantId, visitorId: 'v_one' })).toMatchObject(moved)
      expect(await webchats.findMoved({ tenantId, visitorId: 'v_two' })).toBeUndefined()
    })

    test('WV-28 puts it behind the one that the user has: nothing is lost, order and ids stay', async () => {
      const { conversationId: own } = await webchats.open(vera())
      const mine = ['1', '2'].map((key) => draft(own, { ...byVera, clientMessageId: key }))
      await storage.store.append([...mine, draft(own, { senderId: ada, sender: 'agent' })])
      const chat = await opened()
      const theirs = ['1', '2', '3'].map((key) => draft(chat, { clientMessageId: key }))
      await storage.store.append(theirs)
      for (const id of [own, chat]) {
        const notesId = (await webchats.openNotes(tenantId, id)) ?? ''
        await storage.store.append([draft(notesId, { senderId: ada, sender: 'agent', text: id })])
      }
      await webchats.setBlocked(tenantId, 'v_one', true)
      expect(await merge()).toEqual({ endedSessionIds: [], conversationId: own, removedId: chat })
      const page = await read('user-vera')
      expect(page?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
      expect(page?.messages.slice(3).map(({ id }) => id)).toEqual(theirs.map(({ id }) => id))
      expect(page?.lastSeq).toBe(6)
      expect(await webchats.find({ tenantId, conversationId: chat })).toBeUndefined()
      for (const name of [{ conversationId: chat }, { visitorId: 'v_one' }])
        expect((await webchats.findMoved({ tenantId, ...name }))?.conversationId).toBe(own)
      const notes = await webchats.notes(tenantId, own, { after: 0, limit: 10 })
      expect(notes?.messages.map(({ text }) => text)).toEqual([own, chat])
      const state = await stateOf(own)
      expect(state).toMatchObject({ status: 'open', sessionId: 's_vera' })
      expect(state?.waitingSince).toBeDefined()
      expect(await seqs([draft(own, byVera)])).toEqual([undefined])
      await webchats.setBlocked(tenantId, 'user-vera', false)
      expect(await seqs([draft(own, byVera)])).toEqual([7])
    })

    test('WV-28 loses nothing that is written, or opened, at the same time', async () => {
      const chat = await opened()
      const writing = Array.from({ length: 20 }, () => storage.store.append([draft(chat)]))
      const opening = webchats.open(vera())
      const merging = Promise.all(Array.from({ length: 6 }, merge))
      const stored = (await Promise.all(writing)).flat().filter((answer) => answer != null)
      await opening
      await merging
      const ids = (await read('user-vera'))?.messages.map(({ id }) => id)
      expect(new Set(ids)).toEqual(new Set(stored.map(({ message }) => message.id)))
      expect((await read('user-vera'))?.lastSeq).toBe(stored.length)
    })

    test('WV-28 is of one tenant: the same ids of another stay what they are', async () => {
      const foreign = `globex-${round}`
      await storage.addTenant(foreign, [ada])
      const { conversationId } = await webchats.open({ ...visitor, tenantId: foreign })
      await merge()
      const found = await webchats.find({ tenantId: foreign, visitorId: 'v_one' })
      expect(found?.conversationId).toBe(conversationId)
      const moved = await webchats.findMoved({ tenantId: foreign, visitorId: 'v_one' })
      expect(moved).toBeUndefined()
    })
  })

  describe('a web chat', () => {
    test('WM-3 is one for each visitor of a tenant, however many open it at once', async () => {
      const all = await Promise.all(Array.from({ length: 6 }, () => webchats.open(visitor)))
      expect(new Set(all.map(({ conversationId }) => conversationId)).size).toBe(1)
      expect(all.filter(({ created }) => created)).toHaveLength(1)
      const other = await webchats.open({ ...visitor, visitorId: 'v_two' })
      expect(other.conversationId).not.toBe(all[0]?.conversationId)
      await storage.addTenant(`globex-${round}`, [ada])
      const foreign = await webchats.open({ ...visitor, tenantId: `globex-${round}` })
      expect(foreign.created).toBe(true)
    })

    test('WM-8 is found by its own tenant only', async () => {
      const conversationId = await opened()
      const who = { visitorId: 'v_one', sessionId: 's_one' }
      const found = { conversationId, ...who, lastSeq: 0, isBlocked: false }
      expect(await webchats.find({ tenantId, conversationId })).toEqual(found)
      expect(await webchats.find({ tenantId, visitorId: 'v_one' })).toEqual(found)
      await storage.addTenant(`globex-${round}`, [ada])
      for (const name of [{ conversationId }, { visitorId: 'v_one' }]) {
        const foreign = { tenantId: `globex-${round}`, ...name }
        expect(await webchats.find(foreign)).toBeUndefined()
        expect(await webchats.get(foreign)).toBeUndefined()
        expect(await webchats.page(foreign, { limit: 10 })).toBeUndefined()
      }
      const position = { after: 0, limit: 10 }
      const asked = { tenantId, userId: ada }
      expect(await storage.store.page(asked, conversationId, position)).toBeUndefined()
    })

    test('WM-11 is written to by its visitor and by those who speak for the tenant', async () => {
      const chat = await opened()
      const agent = { senderId: ada, senderName: 'Ada' }
      expect(
        await seqs([
          draft(chat),
          draft(chat, { senderId: 'v_two' }),
          draft(chat, { ...agent }),
          draft(chat, { ...agent, sender: 'agent' }),
          draft(chat, { senderId: 'key', sender: 'bot' }),
        ]),
      ).toEqual([1, undefined, undefined, 2, 3])
      const group = await storage.store.openGroup(tenantId, 'Lunch', [ada])
      expect(await seqs([draft(group.conversationId, { ...agent, sender: 'agent' })])).toEqual([
        undefined,
      ])
    })

    test('DL-3 answers what a reader then finds, with the stay and the visitor', async () => {
      const chat = await opened()
      const [mine, answer] = await storage.store.append([
        draft(chat),
        draft(chat, { senderId: ada, sender: 'agent' }),
      ])
      const page = await webchats.page({ tenantId, visitorId: 'v_one' }, { after: 0, limit: 10 })
      expect(page?.messages).toEqual([mine?.message, answer?.message])
      expect(page?.conversationId).toBe(chat)
      expect(mine?.message).toMatchObject({ sessionId: 's_one', userId: 'v_one' })
      expect(answer?.message).not.toHaveProperty('userId')
      expect(mine?.participantIds).toEqual(['v_one'])
    })

    test('WM-12 waits from the first unanswered message until a person answers', async () => {
      const chat = await opened()
      expect(await stateOf(chat)).toMatchObject({ status: 'open' })
      expect(await stateOf(chat)).not.toHaveProperty('waitingSince')
      const [first] = await storage.store.append([draft(chat)])
      await storage.store.append([draft(chat, { sessionId: 's_two' })])
      await storage.store.append([draft(chat, { senderId: 'key', sender: 'bot' })])
      expect(await stateOf(chat)).toMatchObject({
        waitingSince: first?.message.timestamp,
        sessionId: 's_two',
      })
      expect(await webchats.get({ tenantId, conversationId: chat })).toMatchObject({
        unreadCount: 2,
        lastSeq: 3,
        kind: 'webchat',
      })
      await storage.store.append([draft(chat, { senderId: ada, sender: 'agent' })])
      const answered = await webchats.get({ tenantId, conversationId: chat })
      expect(answered?.webchat).not.toHaveProperty('waitingSince')
      expect(answered).toMatchObject({ unreadCount: 0, webchat: { assigneeId: ada } })
    })

    test('WM-12 keeps what the visitor said of themselves until they say something else', async () => {
      const name = { tenantId, conversationId: await opened() }
      await webchats.open({ ...visitor, name: 'John', email: 'john@example.com' })
      await webchats.open(visitor)
      expect(await webchats.get(name)).toMatchObject({
        name: 'John',
        participants: [{ userId: 'v_one', name: 'John' }],
        webchat: { email: 'john@example.com' },
      })
    })
  })
}
