// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parleyApiError } from '@/lib/parleyApiError'
import type { OnlineUser } from '@/lib/protocol'
import { AdminProvider } from '../state/AdminProvider'
import type { Admin } from '../state/createAdmin'
import { createVisitorsStore } from '../state/visitorsStore'
import { useFollowedVisitor } from './useFollowedVisitor'

const store = createVisitorsStore()
/** Of a server that knows nobody. */
const admin = {
  store,
  visitors: { chat: {} },
  api: () => ({ presenceDetails: () => Promise.reject(parleyApiError('USER_NOT_FOUND')) }),
} as unknown as Admin

const box = document.createElement('div')
let unmount: () => void

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  act(() => unmount())
  vi.unstubAllGlobals()
})

test('UA-36 at an address that the server knows nobody by, nobody is known', async () => {
  await open([])
  expect(box.textContent).toBe('unknown')
})

test('UA-36 somebody who was seen here stays known when they leave, whatever the server keeps', async () => {
  await open([visitor])
  expect(box.textContent).toBe('v_1 here')
  await act(async () => store.setState({ users: [] }))
  expect(box.textContent).toBe('v_1 left')
})

async function open(users: OnlineUser[]): Promise<void> {
  store.setState({ users })
  const root = createRoot(box)
  unmount = () => root.unmount()
  await act(async () =>
    root.render(
      <AdminProvider admin={admin}>
        <Shown />
      </AdminProvider>,
    ),
  )
}

function Shown() {
  const { isUnknown, user, isHere } = useFollowedVisitor('v_1')
  return isUnknown ? 'unknown' : `${user?.userId} ${isHere ? 'here' : 'left'}`
}

const visitor = {
  userId: 'v_1',
  kind: 'visitor',
} as unknown as OnlineUser
