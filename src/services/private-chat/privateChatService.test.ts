import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { openTestChat, type TestChat } from './testChat'

describe.each(testDatabases())('private chat on $name', ({ open }) => {
  let database: Database
  let chat: TestChat
  let direct: string

  beforeAll(async () => {
    database = await open()
    chat = await openTestChat(database)
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    direct = (await chat.privateChat.openDirect(chat.person('ada'), 'ben')).id
    chat.told()
  })

  const send = (name: string, text: string, clientMessageId: string, fromSocketId?: string) =>
    chat.privateChat.send(
      chat.person(name),
      { conversationId: direct, text, clientMessageId },
      fromSocketId,
    )

  test('PM-1 only members of the own tenant can be talked to, never oneself', async () => {
    const { privateChat, person } = chat
    const refused = { code: 'USER_NOT_FOUND' }
    for (const userId of ['dana', 'ada', 'nobody', '__proto__']) {
      await expect(privateChat.openDirect(person('ada'), userId)).rejects.toMatchObject(refused)
    }
    const group = privateChat.openGroup(person('ada'), ['ben', 'dana'], 'Lunch')
    await expect(group).rejects.toMatchObject(refused)
    expect(chat.told()).toEqual([])
    const atGlobex = await privateChat.openDirect(person('ada', 'globex'), 'dana')
    expect(atGlobex.participants.map(({ userId }) => userId)).toEqual(['ada', 'dana'])
  })

  test('PM-2 a conversation that is there is found and not announced again', async () => {
    const found = await chat.privateChat.openDirect(chat.person('ben'), 'ada')
    expect(found.id).toBe(direct)
    expect(chat.told()).toEqual([])
  })

  test('PM-3 a group has a name and its creator in it', async () => {
    const { privateChat, person } = chat
    const group = await privateChat.openGroup(person('ada'), ['ben', 'ada', 'ben'], 'Lunch')
    expect(group).toMatchObject({ kind: 'group', name: 'Lunch', unreadCount: 0, lastSeq: 1 })
    expect(group.participants.map(({ userId }) => userId)).toEqual(['ada', 'ben'])
  })

  test('PM-3 a group has 2 to 50 people', async () => {
    const { privateChat, person } = chat
    const many = Array.from({ length: 50 }, (_, n) => `u_${n}`)
    for (const userIds of [[], ['ada'], many]) {
      const group = privateChat.openGroup(person('ada'), userIds, 'Lunch')
      await expect(group).rejects.toMatchObject({ code: 'INVALID_REQUEST', details: ['userIds'] })
    }
  })

  test('PM-14 each participant is told of a new conversation as it looks to them', async () => {
    const { privateChat, person } = chat
    const group = await privateChat.openGroup(person('ada'), ['ben', 'chloe'], 'Lunch')
    const told = chat.told()
    expect(told.map(({ to }) => to).sort()).toEqual([['acme/ada'], ['acme/ben'], ['acme/chloe']])
    for (const { event, payload } of told) {
      expect(event).toBe('conversation_created')
      expect(payload).toEqual({ conversation: group })
    }
  })

  test('DL-12 a message is told to all participants but the socket that sent it', async () => {
    const { message } = await send('ada', 'hello', 'told-1', 'socket-of-ada')
    expect(chat.told()).toEqual([
      {
        to: ['acme/ada', 'acme/ben'],
        event: 'private_message_created',
        payload: { message },
        exceptSocketId: 'socket-of-ada',
      },
    ])
  })

  test('DL-12 a repeat is answered alike and told to nobody', async () => {
    const first = await send('ada', 'hello', 'repeat-1')
    chat.told()
    const repeat = await send('ada', 'hello again', 'repeat-1')
    expect(repeat).toEqual({ message: first.message, duplicate: true })
    expect(chat.told()).toEqual([])
  })

  test('DL-4 messages are told in the order of seq', async () => {
    const sends = Array.from({ length: 40 }, (_, n) =>
      send(n % 2 ? 'ada' : 'ben', `number ${n}`, `order-${n}`),
    )
    const answers = await Promise.all(sends)
    const told = chat.told().map(({ payload }) => (payload as { message: unknown }).message)
    const bySeq = answers.map(({ message }) => message).sort((a, b) => a.seq - b.seq)
    expect(told).toEqual(bySeq)
  })

  test('PM-16 who speaks is proven, whatever the message says', async () => {
    const said = { senderId: 'ben', senderName: 'Ben', tenantId: 'globex', sender: 'system' }
    const message = { conversationId: direct, text: 'hello', clientMessageId: 'forged', ...said }
    const sent = await chat.privateChat.send(chat.person('ada'), message)
    expect(sent.message).toMatchObject({ senderId: 'ada', senderName: 'Ada', tenantId: 'acme' })
    expect(sent.message.sender).toBe('user')
  })

  test('PM-4 strangers are refused everything as if it were not there', async () => {
    const { privateChat, person } = chat
    const { message } = await send('ada', 'mine', 'strangers')
    chat.told()
    const to = { conversationId: direct, text: 'hi', clientMessageId: 'x' }
    for (const stranger of [person('chloe'), person('ada', 'globex'), person('dana', 'globex')]) {
      const calls = [
        () => privateChat.send(stranger, to),
        () => privateChat.page(stranger, direct, { limit: 1 }),
        () => privateChat.join(stranger, direct),
        () => privateChat.markRead(stranger, { conversationId: direct, seq: 1 }),
        () => privateChat.markDelivered(stranger, { conversationId: direct, seq: 1 }),
        () => privateChat.mute(stranger, direct, true),
        () => privateChat.leave(stranger, direct),
      ]
      for (const call of calls) {
        await expect(call()).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' })
      }
      const changes = [
        () => privateChat.edit(stranger, message.id, 'theirs'),
        () => privateChat.remove(stranger, message.id),
      ]
      for (const change of changes) {
        await expect(change()).rejects.toMatchObject({ code: 'NOT_FOUND' })
      }
    }
    expect(chat.told()).toEqual([])
  })

  test('PM-11 a receipt is told when the mark moves, and only then', async () => {
    const { message } = await send('ada', 'read me', 'receipt')
    chat.told()
    const read = () =>
      chat.privateChat.markRead(
        chat.person('ben'),
        { conversationId: direct, seq: message.seq + 50 },
        'socket-of-ben',
      )
    await read()
    expect(chat.told()).toEqual([
      {
        to: ['acme/ada', 'acme/ben'],
        event: 'message_read',
        payload: {
          conversationId: direct,
          userId: 'ben',
          seq: message.seq,
          readAt: '2026-01-01T00:00:00.000Z',
        },
        exceptSocketId: 'socket-of-ben',
      },
    ])
    await read()
    expect(chat.told()).toEqual([])
  })

  test('PM-18 that a message is delivered is told when the mark moves, and only then', async () => {
    const { message } = await send('ada', 'have it', 'delivered')
    chat.told()
    const mark = { conversationId: direct, seq: message.seq }
    await chat.privateChat.markDelivered(chat.person('ben'), mark, 'socket-of-ben')
    expect(chat.told()).toEqual([
      {
        to: ['acme/ada', 'acme/ben'],
        event: 'message_delivered',
        payload: { ...mark, userId: 'ben', deliveredAt: '2026-01-01T00:00:00.000Z' },
        exceptSocketId: 'socket-of-ben',
      },
    ])
    await chat.privateChat.markDelivered(chat.person('ben'), mark, 'socket-of-ben')
    expect(chat.told()).toEqual([])
  })

  test('PM-19 muting is told to the tabs of who muted', async () => {
    const conversation = await chat.privateChat.mute(chat.person('ada'), direct, true)
    expect(conversation.muted).toBe(true)
    expect(chat.told()).toEqual([
      { to: ['acme/ada'], event: 'conversation_updated', payload: { conversation } },
    ])
    await chat.privateChat.mute(chat.person('ada'), direct, false)
  })

  test('PM-21 a group begins with the line that says who created it', async () => {
    const { privateChat, person } = chat
    const { lastMessage } = await privateChat.openGroup(person('ada'), ['ben'], 'Lunch')
    expect(lastMessage).toMatchObject({
      sender: 'system',
      senderId: 'ada',
      text: 'Ada created the group',
      seq: 1,
    })
  })

  test('PM-22 who leaves a group is told, and of its news only the others', async () => {
    const { privateChat, person } = chat
    const group = await privateChat.openGroup(person('ada'), ['ben', 'chloe'], 'Lunch')
    chat.told()
    await privateChat.leave(person('ben'), group.id)
    const bens = { to: ['acme/ben'], payload: { conversationId: group.id } }
    const line = { sender: 'system', text: 'Ben left the group', seq: 2 }
    const [left, removed, said, ...updates] = chat.told()
    expect(left).toMatchObject({ ...bens, event: 'leaves the room' })
    expect(removed).toMatchObject({ ...bens, event: 'conversation_removed' })
    expect(said).toMatchObject({ to: ['acme/ada', 'acme/chloe'], payload: { message: line } })
    expect(updates.map(({ to }) => to).sort()).toEqual([['acme/ada'], ['acme/chloe']])
    for (const { event } of updates) expect(event).toBe('conversation_updated')
    await expect(privateChat.leave(person('ada'), direct)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })

  test('PM-12 PM-13 edits and deletions are told to all participants', async () => {
    const { message } = await send('ada', 'helo', 'changes')
    chat.told()
    const edited = await chat.privateChat.edit(chat.person('ada'), message.id, ' hello ')
    const removed = await chat.privateChat.remove(chat.person('ada'), message.id)
    expect(edited.text).toBe('hello')
    expect(removed.text).toBe('')
    const to = ['acme/ada', 'acme/ben']
    expect(chat.told()).toMatchObject([
      { to, event: 'message_updated', payload: { message: edited } },
      { to, event: 'message_deleted', payload: { message: removed } },
    ])
  })

  test('PM-5 an edit keeps to the rules of a message', async () => {
    const { message } = await send('ada', 'hello', 'edit-rules')
    const emptied = chat.privateChat.edit(chat.person('ada'), message.id, '  ')
    await expect(emptied).rejects.toMatchObject({ sentence: 'Write a message first.' })
  })

  test('PM-15 typing is told to the participants, not to the typing socket', async () => {
    const { privateChat, person } = chat
    const joined = await privateChat.join(person('ada'), direct)
    privateChat.typing(person('ada'), joined, true, 'socket-of-ada')
    expect(chat.told()).toEqual([
      {
        to: ['acme/ada', 'acme/ben'],
        event: 'typing',
        payload: { conversationId: direct, userId: 'ada', isTyping: true },
        exceptSocketId: 'socket-of-ada',
      },
    ])
  })
})
