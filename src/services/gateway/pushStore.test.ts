import { describe } from 'vitest'
import { testDatabases } from '@/services/database/testDatabases'
import { postgresPushQueueStore } from './postgresPushQueueStore'
import { postgresPushStore } from './postgresPushStore'
import { pushStoreContract } from './pushStore.contract'

describe.each(testDatabases())('pushes on $name', ({ open }) => {
  pushStoreContract(async () => {
    const database = await open()
    const store = postgresPushStore(database)
    return { database, store, queue: postgresPushQueueStore(database) }
  })
})
