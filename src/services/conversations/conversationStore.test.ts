import { describe, expect, test } from 'vitest'
import { testDatabases } from '@/services/database/testDatabases'
import { conversationChangesContract } from './conversationChanges.contract'
import { conversationStoreContract } from './conversationStore.contract'
import { postgresConversationStore } from './postgresConversationStore'
import { postgresWebchatStore } from './postgresWebchatStore'
import { addTestTenant } from './testTenants'
import { webchatAnsweringContract } from './webchatAnswering.contract'
import { webchatStoreContract } from './webchatStore.contract'

describe.each(testDatabases())('conversations on $name', ({ open }) => {
  const openStorage = async () => {
    const database = await open()
    return {
      store: postgresConversationStore(database),
      webchats: postgresWebchatStore(database),
      addTenant: (tenantId: string, userIds: readonly string[]) =>
        addTestTenant(database, tenantId, userIds),
      close: () => database.close(),
    }
  }
  conversationStoreContract(openStorage)
  conversationChangesContract(openStorage)
  webchatStoreContract(openStorage)
  webchatAnsweringContract(openStorage)

  test('DL-8 a storage that is away is UNAVAILABLE', async () => {
    const database = await open()
    const store = postgresConversationStore(database)
    await database.close()
    const asked = store.list({ tenantId: 'acme', userId: 'ada' })
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})
