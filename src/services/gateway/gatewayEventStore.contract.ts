import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTestTenant } from '@/services/conversations/testTenants'
import type { Database } from '@/services/database'
import type { ClientMessageStore } from './clientMessageStore'
import { eventsPage } from './eventsPage'
import type { GatewayEventStore } from './gatewayEventStore'
import type { PushStore } from './pushStore'

interface Opened {
  database: Database
  events: GatewayEventStore
  pushes: PushStore
  clientMessages: ClientMessageStore
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** What the list of events owes, on every database. */
export function gatewayEventStoreContract(open: () => Promise<Opened>): void {
  let opened: Opened
  const nowMs = Date.now()

  beforeAll(async () => {
    opened = await open()
    for (const tenantId of ['acme', 'globex'])
      await addTestTenant(opened.database, tenantId, ['someone'])
  })
  afterAll(() => opened.database.close())

  /** To each of the users at this age; `waits` for an hour or is said once. */
  const push = (ageMs: number, ids: string[], { waits = false, tenantId = 'acme' } = {}) => {
    const sentAtMs = nowMs - ageMs
    const expiresAtMs = sentAtMs + HOUR_MS
    return opened.pushes.append({
      ...{ tenantId, event: 'order.shipped', message: { order: 7 }, requireAck: false, sentAtMs },
      ...(waits
        ? { expiresAtMs, keepUntilMs: expiresAtMs + 7 * DAY_MS }
        : { keepUntilMs: sentAtMs + DAY_MS }),
      to: ids.map((messageId) => ({ messageId, userId: `user-of-${messageId}`, connections: 1 })),
    })
  }
  const say = (messageId: string, tenantId = 'acme') =>
    opened.clientMessages.accept({
      ...{ tenantId, senderId: 'ben', senderType: 'user', clientMessageId: messageId, messageId },
      ...{ text: 'Hello', data: null },
    })
  const page = (cursor?: string, tenantId = 'acme', limit = 2) =>
    eventsPage(opened.events, tenantId, { limit, cursor }, nowMs + 60_000)

  describe('what went by', () => {
    test('GW-44 is one list of pushes and clients’ messages, newest first, none twice', async () => {
      await push(30_000, ['p_5', 'p_4', 'p_6'])
      await push(20_000, ['p_7'], { waits: true })
      await push(2 * HOUR_MS, ['p_2'], { waits: true })
      await push(HOUR_MS, ['p_3'])
      await push(25 * HOUR_MS, ['p_0'])
      await push(25 * HOUR_MS, ['p_1'], { waits: true })
      await say('g_8')
      await say('g_9')
      const listed: string[] = []
      let cursor: string | undefined
      do {
        const { events, nextCursor } = await page(cursor)
        listed.push(...events.map(({ messageId }) => messageId))
        cursor = nextCursor
      } while (cursor)
      expect(listed).toEqual(['g_9', 'g_8', 'p_7', 'p_6', 'p_5', 'p_4', 'p_3', 'p_2'])
    })

    test('GW-44 says what became of each by now, and nothing of what it said', async () => {
      const { events } = await page(undefined, 'acme', 100)
      const found = (id: string) => events.find(({ messageId }) => messageId === id)
      const told = { direction: 'to_user', userId: 'user-of-p_3', event: 'order.shipped' }
      expect(found('p_3')).toMatchObject({ ...told, status: 'delivered', connections: 1 })
      expect(found('p_7')).toMatchObject({ status: 'queued', expiresAt: expect.any(String) })
      expect(found('p_2')).toMatchObject({ status: 'expired' })
      expect(found('g_8')).toEqual({
        ...{ direction: 'to_back_end', messageId: 'g_8', userId: 'ben', event: 'message' },
        ...{ status: 'accepted', sentAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/) },
      })
      expect(JSON.stringify(events)).not.toMatch(/Hello|"order":/)
    })

    test('GW-44 is the tenant’s alone, and a cursor is one of the list', async () => {
      await push(1000, ['p_globex'], { tenantId: 'globex' })
      await say('g_globex', 'globex')
      const { events } = await page(undefined, 'globex', 100)
      expect(events.map(({ messageId }) => messageId)).toEqual(['g_globex', 'p_globex'])
      expect((await page(undefined, 'nowhere')).events).toEqual([])
      const made = Buffer.from('2030-99-01T00:00:00.000000Z p_1').toString('base64url')
      for (const cursor of ['nonsense', made])
        await expect(page(cursor)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    })
  })
}
