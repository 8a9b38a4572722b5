// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useToasts } from '@/components/ui/toast'
import type { ParleyClient } from '@/lib/parleyClient'
import type { Message } from '@/lib/protocol'
import { ChatProvider } from '../state/ChatProvider'
import { createChat } from '../state/createChat'
import { ada, fakeClient, testConversation, testMessage } from '../state/testChat'
import { Composer } from './Composer'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

let root: Root

beforeEach(() => {
  vi.stubGlobal('CSS', { supports: () => true })
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: false } as MediaQueryList)
  useToasts.setState({ toasts: [] })
})

afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function setUp(messages: Message[] = []) {
  const { sends, client } = fakeClient()
  const quiet = { ...client, setTyping() {} } as ParleyClient
  const chat = createChat(
    () => quiet,
    { account: ada, role: 'member' },
    {
      account: ada,
      role: 'member',
      conversations: [testConversation(messages.length)],
      conversationId: 'c1',
      messages,
    },
  )
  chat.presence.showConnection('real-time')
  const box = document.createElement('div')
  document.body.replaceChildren(box)
  root = createRoot(box)
  act(() =>
    root.render(
      <ChatProvider chat={chat}>
        <Composer conversationId="c1" name="Ben" />
      </ChatProvider>,
    ),
  )
  const field = box.querySelector('textarea') as HTMLTextAreaElement
  const press = (init: KeyboardEventInit) =>
    act(() => {
      field.dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
      )
    })
  const write = (text: string) => act(() => chat.drafts.write('c1', text))
  return { sends, chat, field, press, write }
}

describe('the composer', () => {
  test('UI-51 the Enter that confirms にほん sends nothing, the next one sends', () => {
    const { sends, press, write } = setUp()
    write('にほん')
    press({ key: 'Enter', isComposing: true })
    press({ key: 'Enter', isComposing: false, keyCode: 229 })
    expect(sends).toEqual([])
    press({ key: 'Enter' })
    expect(sends.map(({ message }) => message.text)).toEqual(['にほん'])
  })

  test('UI-41 after sending the field is empty and keeps the focus', () => {
    const { field, press, write } = setUp()
    write('Hello')
    expect(field.value).toBe('Hello')
    press({ key: 'Enter' })
    expect(field.value).toBe('')
    expect(document.activeElement).toBe(field)
  })

  test('UI-40 an empty composer says what is missing', () => {
    const { sends, press } = setUp()
    press({ key: 'Enter' })
    expect(sends).toEqual([])
    expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual([
      'Write a message first.',
    ])
  })

  test('UI-47 offline nothing is sent and the text stays', () => {
    const { sends, chat, field, press, write } = setUp()
    write('Hello')
    act(() => chat.presence.showConnection('offline'))
    press({ key: 'Enter' })
    expect(sends).toEqual([])
    expect(field.value).toBe('Hello')
    expect(document.body.textContent).toContain('Your draft is saved on this device.')
    chat.presence.close()
  })

  test('UI-103 editing takes the last own message into the field and gives the draft back', () => {
    const { sends, chat, field, press } = setUp([testMessage(1, { senderId: 'ada', text: 'helo' })])
    press({ key: 'ArrowUp' })
    expect(field.value).toBe('helo')
    expect(document.body.textContent).toContain('Editing')
    act(() => chat.drafts.write('c1', 'a draft of another tab'))
    press({ key: 'Escape' })
    expect(field.value).toBe('a draft of another tab')
    expect(sends).toEqual([])
  })

  test('UP-16 files are pasted and dropped, and the message waits for them', async () => {
    const { sends, chat, field, press } = setUp()
    const file = new File(['hello'], 'a.pdf')
    const { id, ...said } = { id: 'f_1', name: 'a.pdf', type: 'application/pdf', size: 5 }
    let arrived = () => {}
    const upload = () =>
      new Promise((resolve) => {
        arrived = () => resolve({ id, url: `/${id}`, ...said })
      })
    Object.assign(chat.client(), { api: { upload } })
    const clipboardData = { files: [file], getData: () => '' }
    const pasted = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
      clipboardData,
    })
    act(() => void field.dispatchEvent(pasted))
    expect(pasted.defaultPrevented).toBe(true)
    expect(document.querySelector('progress')?.getAttribute('aria-label')).toBe('Sending a.pdf')
    press({ key: 'Enter' })
    expect(sends).toEqual([])
    expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual([
      'Wait until the files are there.',
    ])
    await act(async () => arrived())
    press({ key: 'Enter' })
    expect(sends.map(({ message }) => message)).toMatchObject([
      { text: '', attachmentIds: ['f_1'] },
    ])
    expect(document.querySelector('ul[aria-label="Files"]')).toBeNull()
    const dropped = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { files: [file], types: ['Files'] },
    })
    act(() => void field.dispatchEvent(dropped))
    expect(document.body.textContent).toContain('a.pdf')
  })

  test('UI-48 from 3,600 characters on it counts, above 4,000 it does not send', () => {
    const { sends, press, write, field } = setUp()
    write('x'.repeat(3599))
    expect(document.body.textContent).not.toContain('of 4,000')
    write('x'.repeat(4001))
    expect(document.body.textContent).toContain('4,001 of 4,000')
    press({ key: 'Enter' })
    expect(sends).toEqual([])
    expect(field.value).toHaveLength(4001)
  })
})
