// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CannedReply } from '@/lib/adminChatProtocol'
import type { VisitorChatApi } from '@/lib/visitorChatApi'
import { createCannedReplies } from '../../chats/cannedReplies'
import { CannedRepliesDialog } from './CannedRepliesDialog'

let root: Root

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

test('UA-35 a reply is changed, and a refusal keeps what was written', async () => {
  const { api, stored } = fakeApi([{ id: '1', shortcut: 'hours', text: 'From 9 to 17.' }])
  await open(api)
  await click('Change /hours')
  write('shortcut', 'Opening hours')
  await send()
  expect(text()).toContain('Use a-z, 0-9, - and _ alone.')
  expect(document.activeElement).toBe(field('shortcut'))
  write('shortcut', '/opening')
  write('text', 'From 9 to 17,\nand not on Sundays. ')
  vi.mocked(api.changeCannedReply).mockRejectedValueOnce(taken)
  await send()
  expect(text()).toContain('Another reply has this shortcut')
  expect(field('shortcut').value).toBe('/opening')
  await send()
  expect(stored()).toEqual([
    { id: '1', shortcut: 'opening', text: 'From 9 to 17,\nand not on Sundays.' },
  ])
  expect(text()).toContain('/opening')
})

test('UA-35 a first reply is added, and removed after a question', async () => {
  const { api, stored } = fakeApi([])
  await open(api)
  expect(text()).toContain('No saved replies yet.')
  await click('New reply')
  await send()
  expect(text()).toContain('Give it a shortcut.')
  expect(text()).toContain('Write the reply.')
  write('shortcut', 'hello')
  write('text', 'Hello!')
  await send()
  expect(stored()).toMatchObject([{ shortcut: 'hello', text: 'Hello!' }])
  await click('Remove /hello')
  expect(stored()).toHaveLength(1)
  await click('Remove reply')
  expect(stored()).toEqual([])
  expect(text()).toContain('No saved replies yet.')
})

test('UA-35 replies that could not be read are read again', async () => {
  const { api } = fakeApi([{ id: '1', shortcut: 'hours', text: 'From 9 to 17.' }])
  vi.mocked(api.cannedReplies).mockRejectedValueOnce(new Error('The server cannot be reached'))
  await open(api)
  expect(text()).toContain('The server cannot be reached.')
  await click('Retry')
  expect(text()).toContain('/hours')
  expect(text()).not.toContain('cannot be reached')
})

const taken = { code: 'CONFLICT', message: 'Another reply has this shortcut' }

function fakeApi(replies: CannedReply[]) {
  let stored = replies
  const api = {
    cannedReplies: vi.fn(async () => stored),
    addCannedReply: vi.fn(async (reply: Omit<CannedReply, 'id'>) => {
      const added = { id: String(stored.length + 1), ...reply }
      stored = [...stored, added]
      return added
    }),
    changeCannedReply: vi.fn(async (id: string, change: Partial<CannedReply>) => {
      stored = stored.map((reply) => (reply.id === id ? { ...reply, ...change } : reply))
      return stored.find((reply) => reply.id === id) as CannedReply
    }),
    removeCannedReply: vi.fn(async (id: string) => {
      stored = stored.filter((reply) => reply.id !== id)
    }),
  }
  return { api: api as unknown as VisitorChatApi & typeof api, stored: () => stored }
}

async function open(api: VisitorChatApi) {
  const canned = createCannedReplies(() => api)
  await act(async () => root.render(<CannedRepliesDialog canned={canned} onClose={() => {}} />))
}

const text = () => document.body.textContent ?? ''

function field(name: string) {
  return document.querySelector(`[name=${name}]`) as HTMLInputElement
}

function write(name: string, value: string) {
  field(name).value = value
}

const send = () => act(async () => document.querySelector('form')?.requestSubmit())

async function click(name: string) {
  const buttons = [...document.querySelectorAll('button')]
  const found = buttons.find((it) => (it.getAttribute('aria-label') ?? it.textContent) === name)
  if (!found) throw new Error(`There is no button ${name}`)
  await act(async () => found.click())
}
