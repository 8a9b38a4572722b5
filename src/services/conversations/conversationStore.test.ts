import { describe, expect, test } from 'vitest'
import { testDatabases } from '@/services/database/testDatabases'
import { conversationChangesContract } from './conversationChanges.contract'
import { conversationStoreContract } from './conversationStore.contract'
import { messageFilesContract } from './messageFiles.contract'
import { postgresConversationStore } from './postgresConversationStore'
import { postgresWebchatStore } from './postgresWebchatStore'
import { storedByContract } from './storedBy.contract'
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
      addFile: async (tenantId: string, ownerId: string, id: string) => {
        await database.query(
          `insert into uploads (id, tenant_id, owner_id, name, type, size, width, height)
           select $3, t.id, $2, 'a.png', 'image/png', 10, 4, 3 from tenants t where t.key = $1`,
          [tenantId, ownerId, id],
        )
      },
      isRemoved: async (id: string) => {
        const removed = 'select from uploads where id = $1 and removed_at is not null'
        return (await database.query(removed, [id])).length > 0
      },
      close: () => database.close(),
    }
  }
  conversationStoreContract(openStorage)
  conversationChangesContract(openStorage)
  webchatStoreContract(openStorage)
  webchatAnsweringContract(openStorage)
  messageFilesContract(openStorage)
  storedByContract(openStorage)

  test('DL-8 a storage that is away is UNAVAILABLE', async () => {
    const database = await open()
    const store = postgresConversationStore(database)
    await database.close()
    const asked = store.list({ tenantId: 'acme', userId: 'ada' })
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})
