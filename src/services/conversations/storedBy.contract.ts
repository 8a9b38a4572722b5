import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewMessage } from './conversationStore'
import { firstIdAt, madeAtMs, messageIds } from './messageIds'
import type { WebchatsUnderTest } from './webchatStore.contract'

/** What every implementation owes to whoever looks after a dead process. */
export function storedByContract(open: () => Promise<WebchatsUnderTest>): void {
  describe('what a process stored', () => {
    const [own, other] = [crypto.randomUUID(), crypto.randomUUID()]
    const [ownId, otherId] = [messageIds(own), messageIds(other)]
    const tenantId = 'acme-stored'
    const people = ['ada-stored', 'ben-stored'] as const
    let storage: WebchatsUnderTest
    let direct: string
    let chat: string

    beforeAll(async () => {
      storage = await open()
      await storage.addTenant(tenantId, people)
      direct = (await storage.store.openDirect(tenantId, people)).conversationId
      const visitor = { tenantId, visitorId: 'v_stored', sessionId: 's_stored' }
      chat = (await storage.webchats.open(visitor)).conversationId
    })
    afterAll(() => storage.close())

    test('RT-55 is told with the people it is for, whatever kind of thread it is in', async () => {
      const startedMs = Date.now()
      const notes = (await storage.webchats.openNotes(tenantId, chat)) ?? ''
      const visitor = { sender: 'user', senderId: 'v_stored', sessionId: 's_stored' } as const
      const answers = await storage.store.append([
        message(ownId(), direct, 'to Ben'),
        message(otherId(), direct, 'by another process'),
        message(ownId(), chat, 'to the shop', visitor),
        message(ownId(), notes, 'to colleagues', { sender: 'agent' }),
      ])
      const [toBen, , toShop, note] = answers.map((answer) => answer?.message)
      const found = await storage.store.storedBy(own, { afterId: firstIdAt(startedMs), limit: 10 })
      expect(new Set(found)).toEqual(
        new Set([
          { kind: 'direct', message: toBen, participantIds: expect.arrayContaining([...people]) },
          { kind: 'webchat', message: toShop, participantIds: ['v_stored'] },
          { kind: 'notes', message: note, participantIds: [], chatId: chat },
        ]),
      )
    })

    test('RT-55 comes in pages, from a moment on, without what the group itself says', async () => {
      const made = messageIds(crypto.randomUUID())
      const process = crypto.randomUUID()
      const id = messageIds(process)
      const line = { id: id(), senderId: people[0], senderName: 'Ada', text: 'Ada made it' }
      const group = await storage.store.openGroup(tenantId, 'Lunch', people, line)
      const ids = [id(), id(), id()].sort()
      const drafts = [...ids, made()].map((one) => message(one, group.conversationId, 'hello'))
      await storage.store.append(drafts)
      const from = firstIdAt(madeAtMs(ids[0] ?? ''))
      const first = await storage.store.storedBy(process, { afterId: from, limit: 2 })
      const last = first.at(-1)?.message.id ?? ''
      const rest = await storage.store.storedBy(process, { afterId: last, limit: 2 })
      expect([...first, ...rest].map(({ message }) => message.id)).toEqual(ids)
      const later = firstIdAt(Date.now() + 60_000)
      expect(await storage.store.storedBy(process, { afterId: later, limit: 2 })).toEqual([])
    })

    function message(
      id: string,
      conversationId: string,
      text: string,
      change: Partial<NewMessage> = {},
    ): NewMessage {
      const by = { senderId: people[0], senderName: 'Ada', clientMessageId: crypto.randomUUID() }
      return { id, tenantId, conversationId, text, ...by, ...change }
    }
  })
}
