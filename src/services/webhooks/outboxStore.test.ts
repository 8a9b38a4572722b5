import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { describe } from 'vitest'
import { createConversations } from '@/services/conversations'
import { addTestTenant } from '@/services/conversations/testTenants'
import { testDatabases } from '@/services/database/testDatabases'
import { outboxContract } from './outboxStore.contract'
import { postgresOutboxStore } from './postgresOutboxStore'

const log = pino({ level: 'silent' })

describe.each(testDatabases())('on $name', ({ open }) => {
  outboxContract(async () => {
    const database = await open()
    const conversations = createConversations({ database, log })
    await addTestTenant(database, 'acme', ['ada'])
    const visitor = { tenantId: 'acme', visitorId: 'v_one', sessionId: 's_one' }
    const { conversationId } = await conversations.webchats.open(visitor)
    const writer = {
      tenantId: 'acme',
      senderId: 'v_one',
      senderName: 'Visitor',
      sessionId: 's_one',
    }
    return {
      store: postgresOutboxStore(database),
      write: (texts) =>
        Promise.all(
          texts.map(async (text) => {
            const draft = { ...writer, conversationId, clientMessageId: randomUUID(), text }
            return (await conversations.send(draft)).message.id
          }),
        ),
      clear: async () => {
        await database.query('delete from outbox')
        await database.query('update outbox_leases set holder = null, batch = 0')
      },
      close: async () => {
        await conversations.close()
        await database.close()
      },
    }
  })
})
