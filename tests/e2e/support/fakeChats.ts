import type { BrowserContext, Route } from '@playwright/test'
import type { Conversation, Message, OnlineUser } from '@/lib/protocol'
import { ago } from './crowd'

/** A visitor's conversation in the hands of a test. */
export interface FakeChat {
  conversation: Conversation
  messages: Message[]
  notes?: Message[]
}

/** Answers the admins' reads of visitors' conversations; whatever is changed reaches the server. */
export async function fakeChats(
  context: BrowserContext,
  chats: readonly FakeChat[],
): Promise<void> {
  const json = (route: Route, answer: object) =>
    route.fulfill({ json: { success: true, ...answer } })
  const byId = (id: string) => chats.find(({ conversation }) => conversation.id === id)
  await context.route(/\/api\/admin\/conversations/, (route) => {
    const { pathname } = new URL(route.request().url())
    const [, , , , id, part] = pathname.split('/')
    if (id === undefined)
      return json(route, { conversations: chats.map(({ conversation }) => conversation) })
    const chat = byId(id)
    if (part === 'notes')
      return json(route, { notes: chat?.notes ?? [], lastSeq: 0, hasMore: false })
    return json(route, { conversation: chat?.conversation })
  })
  const assignees = [
    { userId: 'u_ada', name: 'Ada' },
    { userId: 'u_ben', name: 'Ben' },
  ]
  await context.route(/\/api\/admin\/assignees/, (route) => json(route, { assignees }))
  await context.route(/\/api\/chat\/messages/, (route) => {
    const id = new URL(route.request().url()).searchParams.get('conversationId')
    const chat = byId(id ?? '')
    if (!chat) return route.fulfill({ status: 404, json: absent })
    const { messages, conversation } = chat
    const { lastSeq } = conversation
    return json(route, { messages, conversationId: id, lastSeq, lastChangeSeq: 0, hasMore: false })
  })
}

const absent = {
  success: false,
  code: 'CONVERSATION_NOT_FOUND',
  error: 'There is no such conversation',
  retry: false,
}

/** What somebody of the crowd and the team have written, so many seconds ago. */
export function chatOf(
  { userId, sessionId, name }: OnlineUser,
  lines: readonly { by: 'visitor' | 'ada' | 'ben' | 'bot'; text: string; secondsAgo: number }[],
  webchat: Partial<Conversation['webchat']> = {},
): FakeChat {
  const conversationId = `c_${userId.slice(2)}`
  const who = {
    visitor: { sender: 'user', senderId: userId, senderName: name ?? 'Visitor' },
    ada: { sender: 'agent', senderId: 'u_ada', senderName: 'Ada' },
    ben: { sender: 'agent', senderId: 'u_ben', senderName: 'Ben' },
    bot: { sender: 'bot', senderId: 'k_1', senderName: 'Assistant' },
  } as const
  const messages = lines.map(
    ({ by, text, secondsAgo }, index): Message => ({
      id: `m_${userId}_${index}`,
      conversationId,
      seq: index + 1,
      text,
      ...who[by],
      timestamp: ago(secondsAgo),
      clientMessageId: `k_${userId}_${index}`,
      tenantId: 'tenant-123',
      sessionId,
    }),
  )
  const last = messages.at(-1)
  const conversation: Conversation = {
    id: conversationId,
    kind: 'webchat',
    ...(name && { name }),
    participants: [
      { userId, name: name ?? 'Visitor', lastReadSeq: messages.length, lastDeliveredSeq: 0 },
    ],
    ...(last && { lastMessage: last }),
    lastSeq: messages.length,
    lastChangeSeq: 0,
    unreadCount: 0,
    updatedAt: last?.timestamp ?? ago(0),
    webchat: {
      visitorId: userId,
      sessionId,
      status: 'open',
      agentsReadSeq: messages.length,
      ...webchat,
    },
  }
  return { conversation, messages }
}
