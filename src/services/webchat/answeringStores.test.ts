import { describe } from 'vitest'
import { testDatabases } from '@/services/database/testDatabases'
import { answeringStoresContract } from './answeringStores.contract'
import { postgresCannedReplies } from './cannedReplyStore'
import { postgresChatSettings } from './chatSettingsStore'
import { addTestTenants } from './testSessions'

describe.each(testDatabases())('for those who answer, on $name', ({ open }) => {
  answeringStoresContract(async () => {
    const database = await open()
    await addTestTenants(database, 'acme', 'globex')
    return {
      replies: postgresCannedReplies(database),
      settings: postgresChatSettings(database),
      close: () => database.close(),
    }
  })
})
