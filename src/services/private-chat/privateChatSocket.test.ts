import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { type Connection, type Schema, type UserPrincipal, valid } from '@/services/realtime'
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
    const connected = fakeConnection(chat, name)
    attachPrivateChat(connected.connection, { privateChat: chat.privateChat })
    return connected
  }
  const message = (text: string, clientMessageId: string) => ({
    conversationId: direct,
    text,
    clientMessageId,
  })

  test('PM-7 send_private_message answers as the HTTP door does, and leaves out the sender', async () => {
    const ada = connect('ada')
    const answer = await ada.emit('send_private_message', message('hello', 'socket-1'))
    const overHttp = await chat.privateChat.send(chat.person('ada'), message('hello', 'socket-1'))
    expect(answer).toEqual({ ...overHttp, duplicate: false })
    expect(overHttp.duplicate).toBe(true)
    expect(chat.told()).toMatchObject([
      { event: 'private_message_created', exceptSocketId: 'socket-of-ada' },
    ])
  })

  test.each([undefined, null, 'text', {}, { conversationId: 'c', text: 7, clientMessageId: 'k' }])(
    'PM-7 send_private_message refuses %j',
    async (payload) => {
      const sent = connect('ada').emit('send_private_message', payload)
      await expect(sent).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    },
  )

  test('PM-4 join_conversation lets participants into the room and tells lastSeq', async () => {
    const { message: sent } = await chat.privateChat.send(
      chat.person('ada'),
      message('hello', 'join-1'),
    )
    const ben = connect('ben')
    const answer = await ben.emit('join_conversation', { conversationId: direct })
    expect(answer).toEqual({ lastSeq: sent.seq, lastChangeSeq: 0 })
    expect(ben.rooms).toEqual(new Set([`conversation:${direct}`]))
    await ben.emit('leave_conversation', { conversationId: direct })
    expect(ben.rooms.size).toBe(0)
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
      const asked = chloe.emit(event, payload)
      await expect(asked).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' })
    }
    expect(chloe.rooms.size).toBe(0)
    expect(chat.told()).toEqual([])
  })

  test('PM-4 a socket that is gone before the answer is put into no room', async () => {
    const ben = connect('ben')
    const joining = ben.emit('join_conversation', { conversationId: direct })
    ben.disconnect()
    await joining
    expect(ben.rooms.size).toBe(0)
  })

  test('PM-15 typing reaches the participants with and without the room', async () => {
    const ben = connect('ben')
    const typing = { conversationId: direct, isTyping: true }
    await ben.emit('typing', typing)
    await ben.emit('join_conversation', { conversationId: direct })
    await ben.emit('typing', { ...typing, isTyping: false })
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
    await ada.emit('join_conversation', { conversationId: id })
    await privateChat.leave(person('ben'), id)
    chat.told()
    vi.setSystemTime(Date.now() + 10_000)
    await ada.emit('typing', { conversationId: id, isTyping: true })
    expect(chat.told()).toMatchObject([{ to: ['acme/ada', 'acme/chloe'], event: 'typing' }])
  })

  test('PM-18 message_delivered moves the mark and tells the others', async () => {
    await chat.privateChat.send(chat.person('ada'), message('have it', 'delivered-1'))
    chat.told()
    const mark = { conversationId: direct, seq: 1_000_000 }
    expect(await connect('ben').emit('message_delivered', mark)).toEqual({})
    expect(chat.told()).toMatchObject([
      { event: 'message_delivered', exceptSocketId: 'socket-of-ben', payload: { userId: 'ben' } },
    ])
  })

  test('PM-11 message_read moves the mark and tells the others', async () => {
    await chat.privateChat.send(chat.person('ada'), message('read me', 'read-1'))
    chat.told()
    const read = { conversationId: direct, seq: 1_000_000 }
    expect(await connect('ben').emit('message_read', read)).toEqual({})
    expect(chat.told()).toMatchObject([
      { event: 'message_read', exceptSocketId: 'socket-of-ben', payload: { userId: 'ben' } },
    ])
  })
})

type Listener = (payload: unknown) => Promise<object | undefined>

/** A connection without a socket: what the door does with schemas, and the rooms it asks for. */
function fakeConnection({ person }: TestChat, name: string) {
  const listeners = new Map<string, Listener>()
  const rooms = new Set<string>()
  const socket = {
    connected: true,
    join: async (room: string) => void rooms.add(room),
    leave: async (room: string) => void rooms.delete(room),
  }
  const connection = {
    socketId: `socket-of-${name}`,
    principal: person(name),
    socket,
    on: <T>(event: string, schema: Schema<T>, handler: (payload: T) => Promise<object>) => {
      listeners.set(event, async (payload) => handler(valid(schema, payload)))
    },
  } as unknown as Connection<UserPrincipal>
  return {
    connection,
    rooms,
    emit: async (event: string, payload: unknown) => listeners.get(event)?.(payload),
    disconnect: () => {
      socket.connected = false
    },
  }
}
