// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Rail } from '@/components/shell/Rail'
import type { OnlineUser, UserStatus } from '@/lib/protocol'
import { ChatProvider, useMyPresence } from './ChatProvider'
import { createChat } from './createChat'
import { ada } from './testChat'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('UI-25 the own status is the one that others see, whichever tab chose it', () => {
  const chat = createChat(neverConnected, { account: ada, role: 'admin' })
  const box = document.createElement('div')
  const root = createRoot(box)
  act(() =>
    root.render(
      <ChatProvider chat={chat}>
        <Shown />
      </ChatProvider>,
    ),
  )
  const shown = (change: () => void) => {
    act(change)
    return box.textContent
  }
  expect(box.textContent).toBe('unknown')
  expect(shown(() => chat.presence.showConnection('real-time'))).toBe('online')
  expect(shown(() => chat.presence.showUsers([own('away')]))).toBe('away')
  expect(shown(() => chat.presence.showUsers([own('in-call')]))).toBe('busy')
  expect(shown(() => chat.presence.showConnection('offline'))).toBe('offline')
  act(() => root.unmount())
})

test('UI-27 an admin’s Online Users are people to write to, and no visitors of websites', () => {
  const { presence } = createChat(neverConnected, { account: ada, role: 'admin' })
  presence.showUsers([own('online'), { ...own('online'), userId: 'v_1', kind: 'visitor' }])
  expect(Object.keys(presence.getState().users)).toEqual([ada.id])
})

test('UI-25 the rail leads admins to their page, and nobody else', () => {
  const rail = (isAdmin: boolean) =>
    renderToStaticMarkup(
      <Rail section="chat" isAdmin={isAdmin} unread={0} onShortcuts={() => {}}>
        {null}
      </Rail>,
    )
  expect(rail(true)).toContain('href="/admin"')
  expect(rail(false)).not.toContain('href="/admin"')
})

function Shown() {
  return useMyPresence() ?? 'unknown'
}

function neverConnected(): never {
  throw new Error('nothing is connected here')
}

function own(status: UserStatus): OnlineUser {
  const at = { domain: '', origin: '', url: '', connectedAt: '2026-01-15T09:00:00Z' }
  return { ...at, userId: ada.id, sessionId: 's', kind: 'user', name: 'Ada', status }
}
