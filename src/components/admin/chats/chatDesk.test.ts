// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createChat } from '@/components/chat/state/createChat'
import { createNotices } from '@/components/chat/state/notices'
import { ada, testConversation } from '@/components/chat/state/testChat'
import type { ParleyClient } from '@/lib/parleyClient'
import type { WebchatState } from '@/lib/protocol'
import type { VisitorChatApi } from '@/lib/visitorChatApi'
import { createVisitorSight } from '@/lib/visitorChats'
import { createChatDesk } from './chatDesk'
import { createIdentified } from './identified'

test('UA-34 WV-32 a link to a visitor from before they were known by name leads to the user', async () => {
  const webchat = { visitorId: 'mia', status: 'open' } as WebchatState
  const found = testConversation(0, { id: 'c_mia', webchat })
  const api = { conversationOf: async () => found } as unknown as VisitorChatApi
  const notices = createNotices(() => false)
  const chat = createChat(
    () => ({}) as ParleyClient,
    { account: ada, role: 'admin' },
    undefined,
    notices,
  )
  const identified = createIdentified()
  const sight = createVisitorSight({ nameOf: ({ userId }) => userId, me: ada.id })
  const desk = createChatDesk(chat, sight, () => api, identified)
  await desk.find('mia')
  expect(identified.getState()).toEqual({})
  await desk.find('v_1')
  expect(identified.getState()).toEqual({ v_1: 'mia' })
  expect(chat.store.getState().conversations.c_mia?.webchat?.visitorId).toBe('mia')
})
