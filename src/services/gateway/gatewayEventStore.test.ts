import { describe } from 'vitest'
import { testDatabases } from '@/services/database/testDatabases'
import { gatewayEventStoreContract } from './gatewayEventStore.contract'
import { postgresClientMessageStore } from './postgresClientMessageStore'
import { postgresGatewayEventStore } from './postgresGatewayEventStore'
import { postgresPushStore } from './postgresPushStore'

describe.each(testDatabases())('what went by on $name', ({ open }) => {
  gatewayEventStoreContract(async () => {
    const database = await open()
    return {
      database,
      events: postgresGatewayEventStore(database),
      pushes: postgresPushStore(database),
      clientMessages: postgresClientMessageStore(database),
    }
  })
})
