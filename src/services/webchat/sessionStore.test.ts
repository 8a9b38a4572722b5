import { describe } from 'vitest'
import { schema } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { postgresSessionStore } from './postgresSessionStore'
import { sessionStoreContract } from './sessionStore.contract'
import { addTestTenants } from './testSessions'

describe.each(testDatabases())('visitor sessions on $name', ({ open }) => {
  sessionStoreContract(async () => {
    const database = await open()
    await addTestTenants(database, 'acme', 'globex')
    const [site] = await database.orm
      .insert(schema.sites)
      .values({ tenantId: 1, key: 'shop', domain: 'shop.acme.test' })
      .returning({ id: schema.sites.id })
    return {
      store: postgresSessionStore(database),
      siteId: site?.id ?? 0,
      close: () => database.close(),
    }
  })
})
