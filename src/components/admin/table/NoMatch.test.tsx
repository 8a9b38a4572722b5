// @vitest-environment happy-dom

import { expect, test } from 'vitest'
import { testRoot } from '@/components/ui/testing/testRoot'
import type { OnlineUser } from '@/lib/protocol'
import { AdminProvider } from '../state/AdminProvider'
import type { Admin } from '../state/createAdmin'
import type { AdminPlace } from '../state/useAdminAddress'
import { createVisitorsStore } from '../state/visitorsStore'
import { NoMatch } from './NoMatch'

const root = testRoot()

test('where nobody is online but some who wait have left, no filter is blamed', async () => {
  expect(await said([], { view: 'all', query: '' })).toContain('Nobody is online right now')
  expect(await said([], { view: 'active', query: '' })).toContain('No users match these filters')
  const here = [{ userId: 'v_1', kind: 'visitor' } as unknown as OnlineUser]
  expect(await said(here, { view: 'all', query: 'x' })).toContain('No users match these filters')
})

async function said(users: OnlineUser[], filter: AdminPlace['filter']): Promise<string | null> {
  const store = createVisitorsStore()
  store.setState({ users })
  const admin = { store, visitors: { chat: {} }, actions: {} } as unknown as Admin
  await root.render(
    <AdminProvider admin={admin}>
      <NoMatch place={{ filter } as AdminPlace} />
    </AdminProvider>,
  )
  return document.body.textContent
}
