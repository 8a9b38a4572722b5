// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  withConversation,
  withConversations,
  withMessage,
  withOpened,
} from '@/components/chat/state/chatChanges'
import { createChat } from '@/components/chat/state/createChat'
import { createNotices } from '@/components/chat/state/notices'
import { ada, testConversation, testMessage } from '@/components/chat/state/testChat'
import { isQuiet } from '@/components/chat/state/unread'
import { useAnnouncements } from '@/components/ui/announce'
import { emptyOutbox, reduceOutbox } from '@/lib/outbox'
import type { ParleyClient } from '@/lib/parleyClient'
import type { Conversation, WebchatState } from '@/lib/protocol'
import { followWaiting } from './followWaiting'

beforeEach(() => useAnnouncements.setState({ polite: '', assertive: '' }))

const said = async () => {
  await Promise.resolve()
  return useAnnouncements.getState().polite
}

describe('a visitor who begins to wait', () => {
  test('UA-25 is said once, and told by a notice; who waited before is not', async () => {
    const { chat, tell } = rig()
    chat.store.setState((state) => withConversations(state, [webchat({ waitingSince: at(1) })]))
    expect(await said()).toBe('')
    chat.store.setState((state) =>
      withConversation(state, { ...webchat({ visitorId: 'v_00007f3a' }), id: 'c2' }),
    )
    const message = testMessage(4, { conversationId: 'c2', senderId: 'v_00007f3a' })
    chat.store.setState((state) => withMessage(state, message))
    expect(await said()).toBe('Visitor 7F3A is waiting')
    expect(tell).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ seq: 4 }))
    chat.store.setState((state) => withMessage(state, { ...message, id: 'm5', seq: 5 }))
    await said()
    expect(tell).toHaveBeenCalledOnce()
  })

  test('UA-25 makes no noise where the conversation is being looked at', async () => {
    const { chat, tell } = rig()
    chat.store.setState((state) => withConversations(state, [webchat({})]))
    chat.store.setState({ openId: 'c1' })
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    chat.store.setState((state) => withMessage(state, testMessage(4, { senderId: 'v_1' })))
    expect(await said()).toBe('Visitor V1 is waiting')
    expect(tell).not.toHaveBeenCalled()
  })

  test('UA-26 what a colleague has taken is quiet, what is mine or nobody’s is not', () => {
    const quiet = (assigneeId?: string) =>
      isQuiet(webchat({ ...(assigneeId && { assigneeId }) }), 'u_ada')
    expect([quiet(), quiet('u_ada'), quiet('u_ben')]).toEqual([false, false, true])
  })
})

test('UA-24 what is on its way to a stay goes on in the conversation it has opened, once', () => {
  const { chat } = rig()
  const queued = ['k1', 'k2'].reduce(
    (outbox, clientMessageId) =>
      reduceOutbox(outbox, {
        type: 'queued',
        clientMessageId,
        conversationId: 'session:s_1',
        text: 'Hello',
        queuedAtMs: 0,
      }),
    emptyOutbox,
  )
  const threads = { c1: { ...thread(), messages: [testMessage(1)] } }
  chat.store.setState({ outbox: queued, threads, openId: 'session:s_1' })
  chat.store.setState((state) => withOpened(state, 'session:s_1', 'c1'))
  const { outbox, openId } = chat.store.getState()
  expect(outbox.map((entry) => [entry.clientMessageId, entry.conversationId])).toEqual([
    ['k2', 'c1'],
  ])
  expect(openId).toBe('c1')
})

function rig() {
  const notices = createNotices(() => false)
  const tell = vi.spyOn(notices, 'tell').mockImplementation(() => {})
  const chat = createChat(
    () => ({}) as ParleyClient,
    { account: ada, role: 'admin' },
    undefined,
    notices,
  )
  followWaiting(chat)
  return { chat, tell }
}

function thread() {
  return {
    phase: 'ready' as const,
    hasOlder: false,
    hasNewer: false,
    older: 'idle' as const,
    lastChangeSeq: 0,
    pageStarts: new Set<string>(),
  }
}

function webchat(more: Partial<WebchatState>): Conversation {
  const webchatState = {
    visitorId: 'v_1',
    sessionId: 's_1',
    status: 'open' as const,
    agentsReadSeq: 0,
  }
  return testConversation(3, {
    kind: 'webchat',
    lastMessage: testMessage(3, { senderId: 'v_1' }),
    webchat: { ...webchatState, ...more },
  })
}

function at(second: number): string {
  return new Date(second * 1000).toISOString()
}
