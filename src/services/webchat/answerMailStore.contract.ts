import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConversationsService } from '@/services/conversations'
import type { AnswerMailStore } from './answerMailStore'

export interface AnswerMailStorage {
  store: AnswerMailStore
  conversations: ConversationsService
  /** Moves every mark into the past. */
  letTimePass(minutes: number): Promise<void>
  /** Whose marks there are. */
  marks(): Promise<string[]>
  close(): Promise<void>
}

/** What keeping answers that were missed owes; the tenant is `acme`. */
export function answerMailStoreContract(open: () => Promise<AnswerMailStorage>): void {
  let storage: AnswerMailStorage
  let nth = 0
  beforeAll(async () => {
    storage = await open()
  })
  afterAll(() => storage.close())

  async function chatOf(visitorId: string, email?: string): Promise<string> {
    const visitor = { tenantId: 'acme', visitorId, sessionId: `s_${visitorId}`, email }
    return (await storage.conversations.webchats.open(visitor)).conversationId
  }
  async function write(conversationId: string, sender: 'user' | 'agent', senderId: string) {
    nth += 1
    const from = { sender, senderId, senderName: 'Ada', sessionId: 's_1', domain: '' }
    const text = `Message ${nth}`
    const { conversations } = storage
    await conversations.send({
      ...{ tenantId: 'acme', conversationId, text, clientMessageId: `m-${nth}` },
      ...from,
    })
    return text
  }
  const claimed = async () =>
    (await storage.store.claim()).map(({ conversationId }) => conversationId)

  test('WM-26 an answer is due after its time, for one process, and again when that one ends', async () => {
    const chat = await chatOf('v_due', 'chloe@globex.test')
    const text = await write(chat, 'agent', 'u_ada')
    expect(await claimed()).toEqual([])
    await storage.letTimePass(6)
    const both = await Promise.all([storage.store.claim(), storage.store.claim()])
    expect(both.flat()).toEqual([
      {
        ...{ tenantId: 'acme', tenantName: 'acme', conversationId: chat, visitorId: 'v_due' },
        ...{ email: 'chloe@globex.test', domain: null, attempts: 0 },
      },
    ])
    expect(await storage.store.missed(chat)).toEqual([{ seq: 1, senderName: 'Ada', text }])
    await storage.letTimePass(1)
    expect(await claimed()).toEqual([])
    await storage.letTimePass(2)
    expect(await claimed()).toEqual([chat])
    await storage.store.failed(chat, 600_000)
    await storage.letTimePass(9)
    expect(await claimed()).toEqual([])
    await storage.letTimePass(2)
    expect(await storage.store.claim()).toMatchObject([{ conversationId: chat, attempts: 1 }])
    await storage.store.wait(chat)
    await storage.letTimePass(4)
    expect(await claimed()).toEqual([])
    await storage.store.done(chat, 1)
    await storage.letTimePass(60)
    expect(await claimed()).toEqual([])
    await storage.store.forget(true)
    expect(await storage.marks()).toEqual([])
  })

  test('WM-25 what was read or answered is not missed, and what comes after it is', async () => {
    const { store, conversations } = storage
    const [read, back] = [await chatOf('v_read', 'a@x.test'), await chatOf('v_back', 'b@x.test')]
    for (const chat of [read, back]) await write(chat, 'agent', 'u_ada')
    await conversations.webchats.markRead({ tenantId: 'acme', visitorId: 'v_read' }, 'visitor', 1)
    await write(back, 'user', 'v_back')
    await storage.letTimePass(60)
    expect(await claimed()).toEqual([])
    const text = await write(back, 'agent', 'u_ada')
    await store.forget(true)
    expect(await storage.marks()).toEqual([back])
    expect(await store.missed(back)).toMatchObject([{ seq: 3, text }])
    expect(await claimed()).toEqual([back])
    await store.done(back, 3)
    await store.forget(true)
  })

  test('WM-26 marks of who left no address, and of servers without mail, go after a day', async () => {
    const { store } = storage
    const [nobody, known] = [await chatOf('v_nobody'), await chatOf('v_known', 'c@x.test')]
    for (const chat of [nobody, known]) await write(chat, 'agent', 'u_ada')
    await store.forget(false)
    expect(await storage.marks()).toHaveLength(2)
    await storage.letTimePass(25 * 60)
    await store.forget(true)
    expect(await storage.marks()).toEqual([known])
    await store.forget(false)
    expect(await storage.marks()).toEqual([])
  })
}
