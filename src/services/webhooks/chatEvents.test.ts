import { pino } from 'pino'
import { describe } from 'vitest'
import { createConversations } from '@/services/conversations'
import { addTestTenant } from '@/services/conversations/testTenants'
import { testDatabases } from '@/services/database/testDatabases'
import { chatEventsContract } from './chatEvents.contract'
import { postgresDeliveryStore } from './postgresDeliveryStore'
import { postgresEndpointStore } from './postgresEndpointStore'

describe.each(testDatabases())('events of chats on $name', ({ open }) => {
  chatEventsContract(async () => {
    const database = await open()
    await addTestTenant(database, 'acme', ['ada'])
    await addTestTenant(database, 'globex', ['ben'])
    const conversations = createConversations({ database, log: pino({ level: 'silent' }) })
    return {
      conversations,
      endpoints: postgresEndpointStore(database),
      deliveries: postgresDeliveryStore(database),
      clear: async () => void (await database.query('delete from webhook_endpoints')),
      close: async () => {
        await conversations.close()
        await database.close()
      },
    }
  })
})
