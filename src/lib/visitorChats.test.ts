import { describe, expect, test } from 'vitest'
import { settled } from './client/testing/fakeClock'
import { messageOf } from './client/testing/fakeMessages'
import { startRig } from './client/testing/startClient'
import { ERRORS } from './errors'
import { parleyApiError } from './parleyApiError'
import type { ParleyEvent } from './parleyEvents'
import type { Conversation, Message } from './protocol'
import type { VisitorChatApi } from './visitorChatApi'
import { createVisitorChats, createVisitorSight, notesOf, unopenedChat } from './visitorChats'
import type { MessageReceipt, WrittenMessage } from './webchatEvents'

const ME = 'u_ada'

describe('an admin’s conversations with visitors', () => {
  test('UA-23 an answer goes over the socket, and the echo is the same message', async () => {
    const { visitors, server, events } = await rig()
    const sent = await visitors.send({ conversationId: 'c1', text: 'Hello', clientMessageId: 'k1' })
    expect(server.socket.heard('message')).toEqual([
      { conversationId: 'c1', text: 'Hello', clientMessageId: 'k1' },
    ])
    expect(sent).toMatchObject({ id: 'm_k1', seq: 1, sender: 'agent', senderId: ME, text: 'Hello' })
    expect(messagesIn(events)).toEqual(['m_k1'])
  })

  test('UA-23 where the socket does not answer it goes over HTTP as the same message', async () => {
    const { visitors, server, clock, replies } = await rig()
    server.socket.reply('message', () => undefined)
    let fallbacks = 0
    const message = { conversationId: 'c1', text: 'Hello', clientMessageId: 'k1' }
    const sent = visitors.send(message, { onFallback: () => (fallbacks += 1) })
    await clock.advance(5_100)
    expect(await sent).toMatchObject({ id: 'm_k1', sender: 'agent' })
    expect(replies.map(({ clientMessageId }) => clientMessageId)).toEqual(['k1'])
    expect(fallbacks).toBe(1)
  })

  test('UA-33 an answer has its files, also before its echo comes', async () => {
    const { visitors, server } = await rig()
    const attachments = [
      { id: 'f_1', url: '/f_1', name: 'a.pdf', type: 'application/pdf', size: 5 },
    ]
    server.socket.reply('message', (written: WrittenMessage) => ({
      success: true,
      ...receiptOf(written),
      attachments,
    }))
    const files = { attachmentIds: ['f_1'] }
    const message = { conversationId: 'c1', text: '', clientMessageId: 'k1', ...files }
    expect(await visitors.send(message)).toMatchObject({ id: 'm_k1', attachments })
    expect(server.socket.heard('message')).toMatchObject([files])
  })

  test('UA-23 what was missed is read after a gap, once, behind what is shown', async () => {
    const { visitors, events, stored, server, clock, reads } = await rig()
    visitors.openConversation('c1', 0)
    await clock.advance(10)
    stored.push(visitorMessage(1), visitorMessage(2))
    server.socket.say('meta_message_created', { message: visitorMessage(1) })
    server.socket.drop()
    await clock.advance(2_000)
    expect(server.socket.connected).toBe(true)
    await clock.advance(500)
    expect(messagesIn(events)).toEqual(['m1', 'm2'])
    expect(reads.at(-1)).toMatchObject({ after: 1 })
  })

  test('UA-24 the first answer names the stay, and the conversation is known before it', async () => {
    const { visitors, server, events } = await rig()
    const conversationId = unopenedChat('s_1')
    await visitors.send({ conversationId, text: 'Hello', clientMessageId: 'k1' })
    expect(server.socket.heard('message')).toEqual([
      { sessionId: 's_1', text: 'Hello', clientMessageId: 'k1' },
    ])
    const told = events.filter(({ type }) => type === 'conversation' || type === 'message')
    expect(told.map(({ type }) => type)).toEqual(['conversation', 'message'])
  })

  test('UA-28 a note goes to the team alone, on whatever path there is', async () => {
    const { visitors, server, noted } = await rig()
    const conversationId = notesOf('c1')
    const note = await visitors.send({ conversationId, text: 'VIP', clientMessageId: 'k1' })
    expect(note).toMatchObject({ conversationId, text: 'VIP' })
    expect(server.socket.heard('message')).toEqual([])
    server.socket.say('note_created', { note: messageOf(2, { sender: 'agent' }) })
    expect(noted).toEqual([messageOf(2, { sender: 'agent', conversationId })])
  })

  test('UA-23 nobody hears that a note, or a text to a mere stay, is being typed', async () => {
    const { visitors, server } = await rig()
    for (const id of [notesOf('c1'), unopenedChat('s_1'), 'c1']) visitors.setTyping(id, true)
    expect(server.socket.heard('typing')).toEqual([{ conversationId: 'c1', isTyping: true }])
  })

  test('UA-23 what one admin has read, all have; what the visitor has read is the visitor’s', async () => {
    const { events, server, visitors } = await rig()
    await visitors.refresh()
    const mark = { conversationId: 'c1', seq: 1, readAt: new Date(0).toISOString() }
    server.socket.say('message_read', { ...mark, userId: 'u_ben' })
    server.socket.say('message_read', { ...mark, userId: 'v_1' })
    const readers = events.flatMap((event) => (event.type === 'read' ? [event.userId] : []))
    expect(readers).toEqual([ME, 'v_1'])
  })

  test('GW-41 what back ends push is left to pages that show it', async () => {
    const { server, visitors } = await rig()
    visitors.onPush('alert', () => {})
    server.socket.say('alert', 'Look', { messageId: 'p1', requireAck: true, sentAt: '' })
    await settled()
    expect(server.socket.heard('push_ack')).toEqual([])
  })

  test('UA-20 a closed conversation that is looked at stays, whatever the list says', async () => {
    const { visitors, events } = await rig()
    visitors.openConversation('c_closed', 0)
    await visitors.refresh()
    const [list] = events
      .flatMap((event) =>
        event.type === 'conversations' ? [event.conversations.map(({ id }) => id)] : [],
      )
      .slice(-1)
    expect(list).toEqual(['c1', 'c_closed'])
  })

  test('UA-1 a visitor without a name is called by the end of their id, also in messages', async () => {
    const { visitors, events, server } = await rig()
    await visitors.refresh()
    server.socket.say('meta_message_created', { message: visitorMessage(1) })
    const names = events.flatMap((event) =>
      event.type === 'message' ? [event.message.senderName] : [],
    )
    expect(names).toEqual(['Visitor v_1'])
    const [listed] = events.flatMap((event) =>
      event.type === 'conversations' ? event.conversations : [],
    )
    expect(listed?.participants).toMatchObject([
      { userId: 'v_1', name: 'Visitor v_1' },
      { userId: ME, lastReadSeq: 4 },
    ])
  })
})

function messagesIn(events: readonly ParleyEvent[]): string[] {
  const ids = events.flatMap((event) => (event.type === 'message' ? [event.message.id] : []))
  return [...new Set(ids)]
}

function visitorMessage(seq: number): Message {
  return messageOf(seq, { senderId: 'v_1', senderName: 'Visitor' })
}

function chat(id: string): Conversation {
  return {
    id,
    kind: 'webchat',
    participants: [{ userId: 'v_1', name: 'Visitor', lastReadSeq: 0, lastDeliveredSeq: 0 }],
    lastSeq: 0,
    lastChangeSeq: 0,
    unreadCount: 0,
    updatedAt: new Date(0).toISOString(),
    webchat: { visitorId: 'v_1', sessionId: 's_1', status: 'open', agentsReadSeq: 4 },
  }
}

function receiptOf({ clientMessageId = '' }: WrittenMessage): MessageReceipt {
  return {
    messageId: `m_${clientMessageId}`,
    conversationId: 'c1',
    sessionId: 's_1',
    seq: 1,
    timestamp: new Date(1).toISOString(),
    duplicate: false,
  }
}

/** A connected tab of Ada's, with a server that keeps what it is told. */
async function rig() {
  const { client, server, clock, tokens } = await startRig()
  const stored: Message[] = []
  const replies: WrittenMessage[] = []
  const reads: object[] = []
  const noted: Message[] = []
  server.socket.reply('message', (written: WrittenMessage) => ({
    success: true,
    ...receiptOf(written),
  }))
  const absent = async () =>
    Promise.reject(parleyApiError('UNAVAILABLE', { ...ERRORS.UNAVAILABLE }))
  const api: VisitorChatApi = {
    conversations: async () => {
      const conversations = [{ ...chat('c1'), lastSeq: stored.length }]
      return { success: true, conversations }
    },
    conversation: async (id) => chat(id),
    conversationOf: absent,
    messages: async (_id, { after = 0 } = {}) => {
      reads.push({ after })
      const messages = stored.filter(({ seq }) => seq > after)
      const seqs = { lastSeq: stored.length, lastChangeSeq: 0, agentsReadSeq: 0 }
      return { messages, ...seqs, hasMore: false }
    },
    reply: async (written) => {
      replies.push(written)
      return receiptOf(written)
    },
    markRead: async () => {},
    assignees: absent,
    assign: absent,
    close: absent,
    reopen: absent,
    notes: async () => ({ success: true, notes: [], lastSeq: 0, hasMore: false }),
    addNote: async (conversationId, { text, clientMessageId }) =>
      messageOf(1, { conversationId, text, clientMessageId, sender: 'agent' }),
    block: absent,
    cannedReplies: absent,
    addCannedReply: absent,
    changeCannedReply: absent,
    removeCannedReply: absent,
  }
  const sight = createVisitorSight({
    nameOf: ({ name, userId }) => name ?? `Visitor ${userId}`,
    me: ME,
  })
  const onNote = (note: Message) => void noted.push(note)
  const visitors = createVisitorChats({ client, api, tokens, sight, me: ME, onNote, clock })
  const events: ParleyEvent[] = []
  visitors.subscribe((event) => void events.push(event))
  return { visitors, server, clock, stored, replies, reads, noted, events }
}
