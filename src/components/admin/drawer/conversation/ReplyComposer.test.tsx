// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChatProvider } from '@/components/chat/state/ChatProvider'
import { createChat } from '@/components/chat/state/createChat'
import { ada, fakeClient } from '@/components/chat/state/testChat'
import type { ParleyClient } from '@/lib/parleyClient'
import { AdminProvider } from '../../state/AdminProvider'
import type { Admin } from '../../state/createAdmin'
import { ReplyComposer } from './ReplyComposer'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root

beforeEach(() => {
  vi.stubGlobal('CSS', { supports: () => true })
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: false } as MediaQueryList)
})

afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the field for answers to visitors', () => {
  test('UA-28 a note goes into the thread of notes', async () => {
    const { write, press, sends, field } = await setUp('notes:c1')
    await write('/h')
    expect(field.labels?.[0]?.textContent).toBe('Note for your team')
    press({ key: 'Enter' })
    expect(sends[0]?.message).toMatchObject({ conversationId: 'notes:c1', text: '/h' })
  })

  test('UA-20 a failed answer comes back into the field', async () => {
    const { write, press, field, sends } = await setUp()
    await write('Hello')
    press({ key: 'Enter' })
    expect(field.value).toBe('')
    await act(async () => sends[0]?.fail({ code: 'UNAVAILABLE', message: 'Away', retry: true }))
    expect(field.value).toBe('Hello')
  })
})

async function setUp(id = 'c1') {
  const { sends, client } = fakeClient()
  const quiet = { ...client, setTyping() {} } as ParleyClient
  const chat = createChat(() => quiet, { account: ada, role: 'admin' })
  chat.store.setState({ openId: 'c1' })
  chat.presence.showConnection('real-time')
  const admin = { me: ada, visitors: { chat } } as unknown as Admin
  const box = document.createElement('div')
  document.body.replaceChildren(box)
  root = createRoot(box)
  const isNote = id.startsWith('notes:')
  act(() =>
    root.render(
      <AdminProvider admin={admin}>
        <ChatProvider chat={chat}>
          <ReplyComposer
            id={id}
            name="Visitor 7F3A"
            isNote={isNote}
            takesFocus
            onLeave={() => {}}
          />
        </ChatProvider>
      </AdminProvider>,
    ),
  )
  const field = box.querySelector('textarea') as HTMLTextAreaElement
  const write = (text: string) => act(async () => chat.drafts.write(id, text))
  const press = (init: KeyboardEventInit & { keyCode?: number }) =>
    act(() => {
      const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
      field.dispatchEvent(event)
    })
  return { field, write, press, sends }
}
