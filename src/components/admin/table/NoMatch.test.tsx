// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OnlineUser } from '@/lib/protocol'
import { AdminProvider } from '../state/AdminProvider'
import type { Admin } from '../state/createAdmin'
import type { AdminPlace } from '../state/useAdminAddress'
import { createVisitorsStore } from '../state/visitorsStore'
import { NoMatch } from './NoMatch'

const box = document.createElement('div')
let root: Root

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  root = createRoot(box)
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

test('where nobody is online but some who wait have left, no filter is blamed', () => {
  expect(said([], { view: 'all', query: '' })).toContain('Nobody is online right now')
  expect(said([], { view: 'active', query: '' })).toContain('No users match these filters')
  const here = [{ userId: 'v_1', kind: 'visitor' } as unknown as OnlineUser]
  expect(said(here, { view: 'all', query: 'x' })).toContain('No users match these filters')
})

function said(users: OnlineUser[], filter: AdminPlace['filter']): string | null {
  const store = createVisitorsStore()
  store.setState({ users })
  const admin = { store, visitors: { chat: {} }, actions: {} } as unknown as Admin
  act(() =>
    root.render(
      <AdminProvider admin={admin}>
        <NoMatch place={{ filter } as AdminPlace} />
      </AdminProvider>,
    ),
  )
  return box.textContent
}
