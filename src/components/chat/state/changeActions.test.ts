import { beforeEach, expect, test } from 'vitest'
import { useToasts } from '@/components/ui/toast'
import type { ParleyClient } from '@/lib/parleyClient'
import type { Message } from '@/lib/protocol'
import { createChangeActions } from './changeActions'
import { createComposerHandle } from './composerHandle'
import { testMessage, testStore } from './testChat'

beforeEach(() => {
  globalThis.requestAnimationFrame = () => 0
  useToasts.setState({ toasts: [] })
})

function setUp(editMessage: (id: string, text: string) => Promise<Message>) {
  const store = testStore()
  const mine = testMessage(2, { senderId: 'ada', text: 'helo' })
  store.setState(({ threads }) => ({
    threads: {
      c1: {
        ...(threads.c1 as NonNullable<typeof threads.c1>),
        messages: [testMessage(1, { senderId: 'ada' }), mine, testMessage(3)],
      },
    },
  }))
  const deleteMessage = async () => ({ ...mine, text: '', deletedAt: '2026-01-15T10:00:00.000Z' })
  const client = { api: { editMessage, deleteMessage } } as unknown as ParleyClient
  const actions = createChangeActions({
    client: () => client,
    store,
    composer: createComposerHandle(),
  })
  const texts = () => store.getState().threads.c1?.messages.map(({ text }) => text)
  return { store, actions, texts }
}

const edited = (text: string) =>
  testMessage(2, { senderId: 'ada', text, editedAt: '2026-01-15T10:00:00.000Z' })

test('UI-102 the last own message is edited, passing over what others wrote', () => {
  const { store, actions } = setUp(async (_, text) => edited(text))
  expect(actions.editLast('c1')).toBe(true)
  expect(store.getState().editing).toMatchObject({ messageId: 'm2', text: 'helo' })
  expect(actions.editLast('c2')).toBe(false)
})

test('UI-103 an edit that is saved is shown and leaves the field', async () => {
  const { store, actions, texts } = setUp(async (_, text) => edited(text))
  actions.startEditing('m2')
  actions.typeEdit(' hello ')
  await actions.saveEdit()
  expect(texts()?.[1]).toBe('hello')
  expect(store.getState().editing).toBeUndefined()
})

test('UI-103 an edit that failed stays in the field and says why', async () => {
  const { store, actions, texts } = setUp(() => Promise.reject(new Error('The server is away')))
  actions.startEditing('m2')
  actions.typeEdit('hello')
  await actions.saveEdit()
  expect(texts()?.[1]).toBe('helo')
  expect(store.getState().editing).toMatchObject({ text: 'hello', saving: false })
  expect(useToasts.getState().toasts).toMatchObject([
    { title: 'Failed to edit message', description: 'The server is away' },
  ])
})

test('UI-103 what is typed while an edit is saved is not lost', async () => {
  let answer = (_: Message) => {}
  const { store, actions } = setUp(
    () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  )
  actions.startEditing('m2')
  actions.typeEdit('hello')
  const saved = actions.saveEdit()
  actions.typeEdit('hello there')
  answer(edited('hello'))
  await saved
  expect(store.getState().editing).toMatchObject({ text: 'hello there', saving: false })
})

test('UI-103 an edit that changes nothing asks the server nothing', async () => {
  const { store, actions } = setUp(() => Promise.reject(new Error('asked')))
  actions.startEditing('m2')
  await actions.saveEdit()
  expect(store.getState().editing).toBeUndefined()
  expect(useToasts.getState().toasts).toEqual([])
})

test('UI-104 a message that is deleted while it is edited leaves the field', async () => {
  const { store, actions } = setUp(async (_, text) => edited(text))
  actions.startEditing('m2')
  await actions.deleteMessage('m2')
  expect(store.getState().editing).toBeUndefined()
  expect(store.getState().threads.c1?.messages[1]?.deletedAt).toBeDefined()
})
