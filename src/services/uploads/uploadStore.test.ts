import { describe } from 'vitest'
import { addTestTenant } from '@/services/conversations/testTenants'
import { testDatabases } from '@/services/database/testDatabases'
import { postgresUploadStore } from './postgresUploadStore'
import { uploadStoreContract } from './uploadStore.contract'

describe.each(testDatabases())('known files on $name', ({ open }) => {
  uploadStoreContract(async () => {
    const database = await open()
    await addTestTenant(database, 'acme', ['ada'])
    await addTestTenant(database, 'globex', ['ben'])
    return {
      store: postgresUploadStore(database),
      clear: async () => void (await database.query('delete from uploads')),
      letDayPass: async () => {
        await database.query(`update uploads set created_at = created_at - interval '1441 minutes'`)
      },
      close: () => database.close(),
    }
  })
})
