import type { ParleyClient } from '@/lib/parleyClient'
import type { MessagesAnswer } from '@/lib/privateChatProtocol'
import type { Account, Conversation, Message } from '@/lib/protocol'
import { type ChatState, createChatStore } from './chatStore'

export const ada: Account = { id: 'ada', name: 'Ada', email: 'ada@example.com' }

export function testMessage(seq: number, more: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    conversationId: 'c1',
    seq,
    text: `message ${seq}`,
    sender: 'user',
    senderId: 'ben',
    senderName: 'Ben',
    timestamp: new Date(Date.UTC(2026, 0, 15, 9, 0, seq)).toISOString(),
    clientMessageId: `k${seq}`,
    tenantId: 'acme',
    ...more,
  }
}

/** Ada and Ben; `lastSeq` messages, all unread by Ada unless told. */
export function testConversation(lastSeq: number, more: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    kind: 'direct',
    participants: [
      { userId: 'ada', name: 'Ada', lastReadSeq: 0, lastDeliveredSeq: 0 },
      { userId: 'ben', name: 'Ben', lastReadSeq: 0, lastDeliveredSeq: 0 },
    ],
    lastSeq,
    lastChangeSeq: 0,
    unreadCount: lastSeq,
    updatedAt: '2026-01-15T09:00:00.000Z',
    ...more,
  }
}

export function testPage(from: number, to: number, hasMore: boolean): MessagesAnswer {
  const seqs = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return {
    success: true,
    messages: seqs.map((seq) => testMessage(seq)),
    hasMore,
    lastSeq: to,
    lastChangeSeq: 0,
  }
}

/** The store of Ada's tab with one conversation, open and loaded. */
export function testStore(from = 1, to = 3) {
  const { messages } = testPage(from, to, false)
  return createChatStore(ada, {
    account: ada,
    role: 'member',
    conversations: [testConversation(to)],
    conversationId: 'c1',
    messages,
    hasMore: from > 1,
  })
}

export function changed(state: ChatState, change: Partial<ChatState>): ChatState {
  return { ...state, ...change }
}

type SentMessage = Parameters<ParleyClient['send']>[0]

/** A client whose sends are settled by the test. */
export function fakeClient() {
  const sends: {
    message: SentMessage
    fallBack(): void
    store(seq: number): void
    fail(failure: { code: string; message: string; retry: boolean }): void
  }[] = []
  const send: ParleyClient['send'] = (message, hooks) =>
    new Promise((resolve, reject) => {
      sends.push({
        message,
        fallBack: () => hooks?.onFallback?.(),
        store: (seq) => resolve(testMessage(seq, { ...message, senderId: 'ada' })),
        fail: reject,
      })
    })
  return { sends, client: { send } as ParleyClient }
}
