import { describe } from 'vitest'
import { testDatabases } from '@/services/database/testDatabases'
import { clientMessageStoreContract } from './clientMessageStore.contract'
import { postgresClientMessageStore } from './postgresClientMessageStore'
import { postgresPushStore } from './postgresPushStore'

describe.each(testDatabases())('messages of clients on $name', ({ open }) => {
  clientMessageStoreContract(async () => {
    const database = await open()
    const store = postgresClientMessageStore(database)
    return { database, store, forget: postgresPushStore(database).forget }
  })
})
