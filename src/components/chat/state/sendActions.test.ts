// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { useToasts } from '@/components/ui/toast'
import { withMessage } from './chatChanges'
import { createDraftStore } from './draftStore'
import { createPendingFiles } from './pendingFiles'
import { createSendActions } from './sendActions'
import { fakeClient, testMessage, testStore } from './testChat'

const unavailable = { code: 'UNAVAILABLE', message: 'The server cannot be reached', retry: true }
const refused = { code: 'CONVERSATION_NOT_FOUND', message: 'Conversation not found', retry: false }

function setUp() {
  const { sends, client } = fakeClient()
  const store = testStore()
  const drafts = createDraftStore()
  const composer = { focusEnd() {}, focusNow() {}, attach() {}, isFocused: () => false }
  const pending = createPendingFiles(() => client)
  const actions = createSendActions({ client: () => client, store, drafts, composer, pending })
  const outbox = () => store.getState().outbox
  const texts = () => store.getState().threads.c1?.messages.map(({ text }) => text)
  const sent = (index: number) => {
    const one = sends[index]
    if (!one) throw new Error(`nothing was sent as number ${index}`)
    return one
  }
  return { sends, sent, store, drafts, pending, actions, outbox, texts }
}

/** Lets promises that are settled take effect. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => useToasts.setState({ toasts: [] }))

describe('sending', () => {
  test('UI-41 the message is drawn at once and the composer is empty', () => {
    const { actions, drafts, outbox, sent } = setUp()
    drafts.write('c1', ' Hello ')
    actions.send('c1', ' Hello ')
    expect(outbox()).toMatchObject([{ status: 'sending', text: 'Hello', conversationId: 'c1' }])
    expect(drafts.textOf('c1')).toBe('')
    expect(sent(0).message.clientMessageId).toBe(outbox()[0]?.clientMessageId)
  })

  test('UI-41 answer and echo show it once, whichever comes first', async () => {
    const { actions, outbox, store, texts, sent } = setUp()
    actions.send('c1', 'Hello')
    const echo = testMessage(4, { ...sent(0).message, senderId: 'ada' })
    store.setState((state) => withMessage(state, echo))
    expect(outbox()).toEqual([])
    sent(0).store(4)
    await settled()
    expect(texts()?.filter((text) => text === 'Hello')).toHaveLength(1)
  })

  test('UI-42 a failure puts the text back and says why', async () => {
    const { actions, drafts, outbox, sent } = setUp()
    actions.send('c1', 'Hello')
    sent(0).fail(unavailable)
    await settled()
    expect(outbox()).toEqual([])
    expect(drafts.textOf('c1')).toBe('Hello')
    const [shown] = useToasts.getState().toasts
    expect(shown).toMatchObject({
      tone: 'error',
      title: 'Failed to send message',
      description: unavailable.message,
      action: { label: 'Retry' },
    })
  })

  test('UI-42 Retry of the toast sends the same message, if the text was not changed', async () => {
    const { actions, drafts, sends, sent } = setUp()
    actions.send('c1', 'Hello')
    sent(0).fail(unavailable)
    await settled()
    const retry = useToasts.getState().toasts[0]?.action?.onClick
    drafts.write('c1', 'Hello, changed')
    retry?.()
    expect(sends).toHaveLength(1)
    drafts.write('c1', 'Hello')
    retry?.()
    expect(sent(1).message).toEqual(sent(0).message)
    expect(drafts.textOf('c1')).toBe('')
  })

  test('UI-43 nothing that is being typed is overwritten', async () => {
    const { actions, drafts, outbox, sent } = setUp()
    actions.send('c1', 'Hello')
    drafts.write('c1', 'next')
    sent(0).fail(unavailable)
    await settled()
    expect(drafts.textOf('c1')).toBe('next')
    expect(outbox()).toMatchObject([{ status: 'failed', text: 'Hello' }])
  })

  test('UI-43 Retry of the bubble sends the same message again', async () => {
    const { actions, drafts, outbox, sent, texts } = setUp()
    actions.send('c1', 'Hello')
    drafts.write('c1', 'next')
    sent(0).fail(unavailable)
    await settled()
    actions.retry(sent(0).message.clientMessageId)
    expect(outbox()).toMatchObject([{ status: 'sending' }])
    expect(sent(1).message).toEqual(sent(0).message)
    sent(1).store(4)
    await settled()
    expect(outbox()).toEqual([])
    expect(texts()).toContain('Hello')
  })

  test('UI-43 Edit takes the text in front of what stands in the composer, Delete forgets it', async () => {
    const { actions, drafts, outbox, sent } = setUp()
    actions.send('c1', 'Hello')
    drafts.write('c1', 'next')
    sent(0).fail(unavailable)
    await settled()
    actions.edit(sent(0).message.clientMessageId)
    expect(drafts.textOf('c1')).toBe('Hello\nnext')
    expect(outbox()).toEqual([])
    expect(useToasts.getState().toasts).toEqual([])
  })

  test('UI-44 a reason that will not change offers no Retry', async () => {
    const { actions, drafts, sent } = setUp()
    actions.send('c1', 'Hello')
    drafts.write('c1', 'next')
    sent(0).fail(refused)
    await settled()
    expect(useToasts.getState().toasts[0]?.action).toBeUndefined()
  })

  test('UI-46 the way over HTTP is known while it lasts', () => {
    const { actions, outbox, sent } = setUp()
    actions.send('c1', 'Hello')
    sent(0).fallBack()
    expect(outbox()).toMatchObject([{ status: 'sending', fellBack: true }])
  })
})

describe('sending files', () => {
  const file = {
    id: 'f_1',
    url: '/api/uploads/f_1',
    name: 'a.pdf',
    type: 'application/pdf',
    size: 9,
  }

  test('UP-17 they are drawn with the message at once, and named to the server', () => {
    const { actions, outbox, sent } = setUp()
    actions.send('c1', '', [file])
    expect(outbox()).toMatchObject([{ status: 'sending', text: '', attachments: [file] }])
    expect(sent(0).message).toMatchObject({ text: '', attachmentIds: ['f_1'] })
  })

  test('UP-17 they stay with a message that failed, through retry and edit', async () => {
    const { actions, drafts, pending, outbox, sent } = setUp()
    actions.send('c1', 'Look', [file])
    sent(0).fail(unavailable)
    await settled()
    expect(outbox()).toMatchObject([{ status: 'failed', attachments: [file] }])
    const key = outbox()[0]?.clientMessageId ?? ''
    actions.retry(key)
    expect(sent(1).message).toEqual(sent(0).message)
    sent(1).fail(unavailable)
    await settled()
    actions.edit(key)
    expect(outbox()).toEqual([])
    expect(drafts.textOf('c1')).toBe('Look')
    expect(pending.take('c1')).toEqual([file])
  })
})
