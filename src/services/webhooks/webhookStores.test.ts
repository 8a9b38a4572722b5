import { describe } from 'vitest'
import { addTestTenant } from '@/services/conversations/testTenants'
import { testDatabases } from '@/services/database/testDatabases'
import { postgresDeliveryStore } from './postgresDeliveryStore'
import { postgresEndpointStore } from './postgresEndpointStore'
import { webhookStoresContract } from './webhookStores.contract'

describe.each(testDatabases())('on $name', ({ open }) => {
  webhookStoresContract(async () => {
    const database = await open()
    await addTestTenant(database, 'acme', ['ada'])
    await addTestTenant(database, 'globex', ['ben'])
    return {
      endpoints: postgresEndpointStore(database),
      deliveries: postgresDeliveryStore(database),
      clear: async () => void (await database.query('delete from webhook_endpoints')),
      letTimePass: async () => {
        await database.query(
          `update webhook_deliveries set next_attempt_at = next_attempt_at - interval '1 day'`,
        )
      },
      close: () => database.close(),
    }
  })
})
