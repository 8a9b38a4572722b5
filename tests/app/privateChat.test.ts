import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConversationsAnswer, MessageAnswer } from '@/lib/privateChatProtocol'
import type { Conversation } from '@/lib/protocol'
import { directConversation, draft, type Person, readMessages, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import type { TestSocket } from './support/testSocket'

let app: TestApp
let ada: Person
let ben: Person
let adaTab: TestSocket
let adaOtherTab: TestSocket
let benTab: TestSocket
let conversation: Conversation

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

beforeEach(async () => {
  ada = await signIn(app.url, 'new')
  ben = await signIn(app.url, 'new')
  conversation = await directConversation(ada, ben)
  ;[adaTab, adaOtherTab, benTab] = await Promise.all([ada.connect(), ada.connect(), ben.connect()])
  return () => {
    for (const tab of [adaTab, adaOtherTab, benTab]) tab.close()
  }
})

describe('two people who chat', () => {
  test('a message sent by socket reaches every other tab of both, and the sender as its ack', async () => {
    const sent = draft(conversation.id, 'Hello Ben')
    const { message, duplicate } = await adaTab.demand('send_private_message', sent)
    expect(duplicate).toBe(false)
    expect(message).toMatchObject({ ...sent, seq: 1, senderId: ada.userId, senderName: ada.name })
    expect((await benTab.hears('private_message_created')).message).toEqual(message)
    expect((await adaOtherTab.hears('private_message_created')).message).toEqual(message)
    await adaTab.demand('join_conversation', { conversationId: conversation.id })
    expect(adaTab.heard('private_message_created')).toEqual([])
  })

  test('a message sent by request reaches every tab of both', async () => {
    const sent = draft(conversation.id, 'Hello Ben')
    const { body } = await ada.call<MessageAnswer>('POST', '/api/privatechat/message', sent)
    for (const tab of [adaTab, adaOtherTab, benTab]) {
      expect((await tab.hears('private_message_created')).message).toEqual(body.message)
    }
  })

  test('both read the same list, which is what was acknowledged', async () => {
    const acks = [
      await adaTab.demand('send_private_message', draft(conversation.id, 'one')),
      await benTab.demand('send_private_message', draft(conversation.id, 'two')),
    ]
    const messages = acks.map(({ message }) => message)
    expect(await readMessages(ada, conversation.id)).toEqual(messages)
    expect(await readMessages(ben, conversation.id)).toEqual(messages)
  })

  test('the same conversation is found again, from both sides', async () => {
    expect((await directConversation(ada, ben)).id).toBe(conversation.id)
    expect((await directConversation(ben, ada)).id).toBe(conversation.id)
  })

  test('typing is shown to the other and not to the one who types', async () => {
    const typing = { conversationId: conversation.id, isTyping: true }
    await adaTab.demand('typing', typing)
    expect(await benTab.hears('typing')).toEqual({ ...typing, userId: ada.userId })
    expect(adaTab.heard('typing')).toEqual([])
  })

  test('reading empties the badge and tells the writer', async () => {
    const { message } = await adaTab.demand('send_private_message', draft(conversation.id, 'Hi'))
    expect(await unread(ben)).toBe(1)
    await benTab.demand('message_read', { conversationId: conversation.id, seq: message.seq })
    const read = await adaTab.hears('message_read')
    expect(read).toMatchObject({ conversationId: conversation.id, userId: ben.userId, seq: 1 })
    expect(await unread(ben)).toBe(0)
    expect(await unread(ada)).toBe(0)
  })
})

describe('the request is the twin of the event', () => {
  test('a repeat by request answers the stored message and calls it a duplicate', async () => {
    const sent = draft(conversation.id, 'only once')
    const ack = await adaTab.demand('send_private_message', sent)
    const { body } = await ada.call<MessageAnswer>('POST', '/api/privatechat/message', sent)
    expect(body).toEqual({ ...ack, duplicate: true })
    expect(await readMessages(ben, conversation.id)).toEqual([ack.message])
  })

  test('a race of both stores one message and both answer it', async () => {
    const sent = draft(conversation.id, 'only once')
    const [ack, { body }] = await Promise.all([
      adaTab.demand('send_private_message', sent),
      ada.call<MessageAnswer>('POST', '/api/privatechat/message', sent),
    ])
    expect(ack.message).toEqual(body.message)
    expect([ack.duplicate, body.duplicate].sort()).toEqual([false, true])
    expect(await readMessages(ben, conversation.id)).toEqual([ack.message])
  })

  const refused: [string, (good: ReturnType<typeof draft>) => object][] = [
    ['an empty text', (good) => ({ ...good, text: '  \n ' })],
    ['a text of 4001 characters', (good) => ({ ...good, text: 'a'.repeat(4001) })],
    ['a text that is a number', (good) => ({ ...good, text: 7 })],
    ['no id of its own', ({ conversationId, text }) => ({ conversationId, text })],
    ['a conversation that is not there', (good) => ({ ...good, conversationId: 'c_nowhere' })],
    ['a conversation id of the wrong kind', (good) => ({ ...good, conversationId: { id: 1 } })],
  ]

  test.each(refused)('with %s both refuse alike and store nothing', async (_, spoil) => {
    const payload = spoil(draft(conversation.id, 'Hello'))
    const ack = await adaTab.ask('send_private_message', payload)
    const { body } = await ada.call('POST', '/api/privatechat/message', payload)
    const { requestId: _id, ...answer } = body
    expect(answer).toEqual(ack)
    expect(answer).toMatchObject({ success: false, retry: false })
    expect(await readMessages(ada, conversation.id)).toEqual([])
  })
})

describe('order', () => {
  test('of one sender is kept, and everybody reads the same, without holes', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `message ${index}`)
    const sends = texts.map((text) =>
      adaTab.demand('send_private_message', draft(conversation.id, text)),
    )
    const others = texts.map((text) =>
      ben.call('POST', '/api/privatechat/message', draft(conversation.id, `ben: ${text}`)),
    )
    await Promise.all([...sends, ...others])
    const read = await readMessages(ada, conversation.id)
    expect(read.map(({ seq }) => seq)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
    const own = read.filter(({ senderId }) => senderId === ada.userId)
    expect(own.map(({ text }) => text)).toEqual(texts)
    expect(await readMessages(ben, conversation.id)).toEqual(read)
    const heard = await heardAll(benTab, texts.length)
    expect(heard.map(({ text }) => text)).toEqual(texts)
  })
})

/** What a tab heard from the other, once all of it is there. */
async function heardAll(tab: TestSocket, count: number) {
  const fromOther = () =>
    tab
      .heard('private_message_created')
      .map(({ message }) => message)
      .filter(({ senderId }) => senderId === ada.userId)
  await tab.hears('private_message_created', () => fromOther().length === count)
  return fromOther()
}

async function unread(reader: Person): Promise<number | undefined> {
  const { body } = await reader.call<ConversationsAnswer>('GET', '/api/privatechat/conversations')
  return body.conversations.find(({ id }) => id === conversation.id)?.unreadCount
}
