import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { UserPrincipal } from '@/services/realtime'
import { FakeSocket, openTestDoor } from '@/services/realtime/fakeSocket'
import { attachPrivateChat } from './privateChatSocket'
import { openTestChat, type TestChat } from './testChat'

describe.each(testDatabases())('events of private chat on $name', ({ open }) => {
  let database: Database
  let chat: TestChat
  let direct: string

  beforeAll(async () => {
    database = await open()
    chat = await openTestChat(database)
    direct = (await chat.privateChat.openDirect(chat.person('ada'), 'ben')).id
  })
  afterAll(() => database.close())
  beforeEach(() => {
    chat.told()
  })

  const connect = (name: string) => {
    const door = openTestDoor<UserPrincipal>()
    attachPrivateChat(door, { privateChat: chat.privateChat })
    return new FakeSocket(`socket-of-${name}`).enter(door, chat.person(name))
  }
  const message = (text: string, clientMessageId: string) => ({
    conversationId: direct,
    text,
    clientMessageId,
  })

  test('PM-7 send_private_message answers as the HTTP door does, and leaves out the sender', async () => {
    const ada = connect('ada')
    const answer = await ada.ask('send_private_message', message('hello', 'socket-1'))
    const overHttp = await chat.privateChat.send(chat.person('ada'), message('hello', 'socket-1'))
    expect(answer).toEqual({ success: true, ...overHttp, duplicate: false })
    expect(overHttp.duplicate).toBe(true)
    expect(chat.told()).toMatchObject([
      { event: 'private_message_created', exceptSocketId: 'socket-of-ada' },
    ])
  })

  test.each([undefined, null, 'text', {}, { conversationId: 'c', text: 7, clientMessageId: 'k' }])(
    'PM-7 send_private_message refuses %j',
    async (payload) => {
      const answer = await connect('ada').ask('send_private_message', payload)
      expect(answer).toMatchObject({ success: false, code: 'INVALID_REQUEST' })
    },
  )

  test('PM-4 join_conversation lets participants into the room and tells lastSeq', async () => {
    const { message: sent } = await chat.privateChat.send(
      chat.person('ada'),
      message('hello', 'join-1'),
    )
    const ben = connect('ben')
    const answer = await ben.ask('join_conversation', { conversationId: direct })
    expect(answer).toEqual({ success: true, lastSeq: sent.seq, lastChangeSeq: 0 })
    expect(ben.rooms).toEqual([`conversation:${direct}`])
    await ben.ask('leave_conversation', { conversationId: direct })
    expect(ben.rooms).toEqual([])
  })

  test('PM-4 strangers neither join, nor type, nor mark as read', async () => {
    const chloe = connect('chloe')
    const events = [
      ['join_conversation', { conversationId: direct }],
      ['typing', { conversationId: direct, isTyping: true }],
      ['message_read', { conversationId: direct, seq: 1 }],
      ['message_delivered', { conversationId: direct, seq: 1 }],
      ['send_private_message', message('let me in', 'stranger-1')],
    ] as const
    for (const [event, payload] of events) {
      const answer = await chloe.ask(event, payload)
      expect(answer).toMatchObject({ success: false, code: 'CONVERSATION_NOT_FOUND' })
    }
    expect(chloe.rooms).toEqual([])
    expect(chat.told()).toEqual([])
  })

  test('PM-4 a socket that is gone before the answer is put into no room', async () => {
    const ben = connect('ben')
    const joining = ben.ask('join_conversation', { conversationId: direct })
    ben.close()
    await joining
    expect(ben.rooms).toEqual([])
  })

  test('PM-15 typing reaches the participants with and without the room', async () => {
    const ben = connect('ben')
    const typing = { conversationId: direct, isTyping: true }
    await ben.ask('typing', typing)
    await ben.ask('join_conversation', { conversationId: direct })
    await ben.ask('typing', { ...typing, isTyping: false })
    expect(chat.told()).toMatchObject([
      { to: ['acme/ada', 'acme/ben'], payload: { isTyping: true } },
      { to: ['acme/ada', 'acme/ben'], payload: { isTyping: false, userId: 'ben' } },
    ])
  })

  test('PM-22 typing reaches who left a group for a few seconds at most', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { privateChat, person } = chat
    const { id } = await privateChat.openGroup(person('ada'), ['ben', 'chloe'], 'Lunch')
    const ada = connect('ada')
    await ada.ask('join_conversation', { conversationId: id })
    await privateChat.leave(person('ben'), id)
    chat.told()
    vi.setSystemTime(Date.now() + 10_000)
    await ada.ask('typing', { conversationId: id, isTyping: true })
    expect(chat.told()).toMatchObject([{ to: ['acme/ada', 'acme/chloe'], event: 'typing' }])
  })

  test('PM-18 message_delivered moves the mark and tells the others', async () => {
    await chat.privateChat.send(chat.person('ada'), message('have it', 'delivered-1'))
    chat.told()
    const mark = { conversationId: direct, seq: 1_000_000 }
    expect(await connect('ben').ask('message_delivered', mark)).toEqual({ success: true })
    expect(chat.told()).toMatchObject([
      { event: 'message_delivered', exceptSocketId: 'socket-of-ben', payload: { userId: 'ben' } },
    ])
  })

  test('PM-11 message_read moves the mark and tells the others', async () => {
    await chat.privateChat.send(chat.person('ada'), message('read me', 'read-1'))
    chat.told()
    const read = { conversationId: direct, seq: 1_000_000 }
    expect(await connect('ben').ask('message_read', read)).toEqual({ success: true })
    expect(chat.told()).toMatchObject([
      { event: 'message_read', exceptSocketId: 'socket-of-ben', payload: { userId: 'ben' } },
    ])
  })
})
