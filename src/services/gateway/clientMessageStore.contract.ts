import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addTestTenant } from '@/services/conversations/testTenants'
import type { Database } from '@/services/database'
import type { ClientMessage, ClientMessageStore } from './clientMessageStore'

interface Opened {
  database: Database
  store: ClientMessageStore
  forget(nowMs: number): Promise<unknown>
}

const DAY_MS = 86_400_000

/** What accepting messages of clients owes, on every database. */
export function clientMessageStoreContract(open: () => Promise<Opened>): void {
  let opened: Opened
  let nth = 0

  beforeAll(async () => {
    opened = await open()
    for (const tenantId of ['acme', 'globex'])
      await addTestTenant(opened.database, tenantId, ['someone'])
  })
  afterAll(() => opened.database.close())

  const accept = (clientMessageId: string, change: Partial<ClientMessage> = {}) => {
    nth += 1
    const messageId = `g_${nth}`
    const said = { text: 'Hello', data: { page: 3 }, senderType: 'user' as const }
    const who = { tenantId: 'acme', senderId: 'ada' }
    return opened.store.accept({ ...who, ...said, clientMessageId, messageId, ...change })
  }
  const jobs = async (clientMessageId: string) => {
    const rows = await opened.database.query<{ type: string; payload: string }>(
      `select job_type as type, payload::text as payload from outbox
        where payload->>'clientMessageId' = $1 order by id`,
      [clientMessageId],
    )
    return rows.map(({ type, payload }) => ({ type, payload: JSON.parse(payload) }))
  }

  describe('messages of clients', () => {
    test('GW-20 write one job with everything that was said', async () => {
      const { messageId, timestamp, duplicate } = await accept('one')
      expect(duplicate).toBe(false)
      expect(Math.abs(Date.now() - Date.parse(timestamp))).toBeLessThan(60_000)
      const payload = {
        ...{ messageId, userId: 'ada', tenantId: expect.any(Number), text: 'Hello' },
        ...{ data: { page: 3 }, senderType: 'user', timestamp },
        ...{ tenantKey: 'acme', clientMessageId: 'one' },
      }
      expect(await jobs('one')).toEqual([{ type: 'gateway_message', payload }])
    })

    test('GW-20 that come again, also at the same time, write no other', async () => {
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => accept('again')))
      expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1)
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
      expect(await jobs('again')).toHaveLength(1)
    })

    test('GW-20 are known by tenant, sender and id, and for a day', async () => {
      await accept('same')
      const others = [{ tenantId: 'globex' }, { senderId: 'ben' }]
      for (const other of others)
        expect(await accept('same', other)).toMatchObject({ duplicate: false })
      await opened.forget(Date.now() + DAY_MS / 2)
      expect(await accept('same')).toMatchObject({ duplicate: true })
      await opened.forget(Date.now() + 2 * DAY_MS)
      expect(await accept('same')).toMatchObject({ duplicate: false })
    })

    test('GW-21 of a tenant that is unknown are refused', async () => {
      const refused = accept('nowhere', { tenantId: 'nowhere' })
      await expect(refused).rejects.toMatchObject({ code: 'TENANT_NOT_FOUND' })
      expect(await jobs('nowhere')).toEqual([])
    })
  })
}
