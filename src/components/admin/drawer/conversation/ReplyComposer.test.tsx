// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChatProvider } from '@/components/chat/state/ChatProvider'
import { createChat } from '@/components/chat/state/createChat'
import { ada, fakeClient } from '@/components/chat/state/testChat'
import type { ParleyClient } from '@/lib/parleyClient'
import type { VisitorChatApi } from '@/lib/visitorChatApi'
import { createCannedReplies } from '../../chats/cannedReplies'
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
  test('UA-29 a slash offers saved replies, arrows choose and Enter takes one without sending', async () => {
    const { write, press, field, options, sends } = await setUp()
    await write('/h')
    expect(options()).toEqual(['/hello true', '/hours false', 'Manage replies… false'])
    press({ key: 'ArrowDown' })
    expect(options()).toEqual(['/hello false', '/hours true', 'Manage replies… false'])
    expect(field.getAttribute('aria-activedescendant')).toMatch(/-1$/)
    press({ key: 'Enter' })
    expect(field.value).toBe('From 9 to 17.')
    expect([options(), sends]).toEqual([[], []])
    press({ key: 'Enter' })
    expect(sends.map(({ message }) => message)).toMatchObject([
      { conversationId: 'c1', text: 'From 9 to 17.' },
    ])
  })

  test('UA-29 Esc puts the replies away and keeps the text; the next Esc leaves', async () => {
    const { write, press, field, options, left } = await setUp()
    await write('/h')
    press({ key: 'Escape' })
    expect([options(), field.value, left.mock.calls.length]).toEqual([[], '/h', 0])
    press({ key: 'Escape' })
    expect(left).toHaveBeenCalledOnce()
  })

  test('UA-35 behind the replies Enter opens what changes them, and what is no shortcut is sent', async () => {
    const { write, press, options, sends } = await setUp()
    await write('/')
    press({ key: 'ArrowUp' })
    expect(options().at(-1)).toBe('Manage replies… true')
    press({ key: 'Enter' })
    await act(async () => void (await import('../canned/CannedRepliesDialog')))
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('Saved replies')
    expect([options(), sends]).toEqual([[], []])
    await write('/nothing')
    press({ key: 'Enter' })
    expect(sends).toHaveLength(1)
  })

  test('UA-29 the Enter of an input method takes nothing', async () => {
    const { write, press, field } = await setUp()
    await write('/h')
    press({ key: 'Enter', keyCode: 229 })
    expect(field.value).toBe('/h')
  })

  test('UA-28 a note goes into the thread of notes, and offers no replies to visitors', async () => {
    const { write, press, options, sends, field } = await setUp('notes:c1')
    await write('/h')
    expect(options()).toEqual([])
    expect(field.labels?.[0]?.textContent).toBe('Note for your team')
    press({ key: 'Enter' })
    expect(sends[0]?.message).toMatchObject({ conversationId: 'notes:c1', text: '/h' })
  })

  test('UA-33 files are chosen, pasted and dropped, and go with the answer; a note has none', async () => {
    const { drop, press, sends, box } = await setUp()
    await drop(new File(['hello'], 'a.pdf'))
    expect(box.querySelector('[aria-label="Files"]')?.textContent).toContain('a.pdf')
    expect(box.querySelector('[aria-label="Add files"]')).not.toBeNull()
    press({ key: 'Enter' })
    expect(sends[0]?.message).toMatchObject({ text: '', attachmentIds: ['f_a.pdf'] })
    act(() => root.unmount())
    const note = await setUp('notes:c1')
    await note.drop(new File(['hello'], 'a.pdf'))
    expect(note.box.querySelector('[aria-label="Files"], [aria-label="Add files"]')).toBeNull()
  })

  test('UA-33 a file added before the first answer stays when that has opened the conversation', () => {
    const { client } = fakeClient()
    Object.assign(client, { api: { upload: () => new Promise(() => {}) } })
    const { pending } = createChat(() => client, { account: ada, role: 'admin' })
    pending.add('session:s_1', [new File(['hello'], 'a.pdf')])
    pending.move('session:s_1', 'c1')
    expect([pending.of('session:s_1').length, pending.of('c1').length]).toEqual([0, 1])
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
  const upload = async ({ name, size }: File) => ({
    id: `f_${name}`,
    url: '/f',
    name,
    type: '',
    size,
  })
  const quiet = { ...client, setTyping() {}, api: { upload } } as unknown as ParleyClient
  const chat = createChat(() => quiet, { account: ada, role: 'admin' })
  chat.store.setState({ openId: 'c1' })
  chat.presence.showConnection('real-time')
  const cannedReplies = async () => [
    { id: '1', shortcut: 'hours', text: 'From 9 to 17.' },
    { id: '2', shortcut: 'hello', text: 'Hello! How can I help?' },
  ]
  const canned = createCannedReplies(() => ({ cannedReplies }) as unknown as VisitorChatApi)
  const admin = { me: ada, visitors: { chat, canned } } as unknown as Admin
  const left = vi.fn<() => void>()
  const box = document.createElement('div')
  document.body.replaceChildren(box)
  root = createRoot(box)
  const isNote = id.startsWith('notes:')
  act(() =>
    root.render(
      <AdminProvider admin={admin}>
        <ChatProvider chat={chat}>
          <ReplyComposer id={id} name="Visitor 7F3A" isNote={isNote} takesFocus onLeave={left} />
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
  const drop = (file: File) =>
    act(async () => {
      const event = new Event('drop', { bubbles: true, cancelable: true })
      field.dispatchEvent(
        Object.assign(event, { dataTransfer: { types: ['Files'], files: [file] } }),
      )
    })
  const options = () =>
    [...box.querySelectorAll('[role="option"]')].map(
      (option) =>
        `${option.querySelector('span')?.textContent} ${option.getAttribute('aria-selected')}`,
    )
  return { box, field, write, press, drop, options, sends, left }
}
