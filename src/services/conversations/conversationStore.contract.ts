import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Appended, ConversationStore, NewMessage, TenantUser } from './conversationStore'

export interface StorageUnderTest {
  store: ConversationStore
  addTenant(tenantId: string, userIds: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** What every implementation of the port owes. */
export function conversationStoreContract(open: () => Promise<StorageUnderTest>): void {
  let storage: StorageUnderTest
  let store: ConversationStore
  let ada: TenantUser
  let ben: TenantUser
  let chloe: TenantUser
  let adaAtGlobex: TenantUser
  let benAtGlobex: TenantUser
  let round = 0

  beforeAll(async () => {
    storage = await open()
    store = storage.store
  })
  afterAll(() => storage.close())
  beforeEach(async () => {
    round += 1
    const [acme, globex] = [`acme-${round}`, `globex-${round}`]
    const userIds = ['ada', 'ben', 'chloe'].map((name) => `${name}-${round}`)
    ;[ada, ben, chloe] = userIds.map((userId) => ({ tenantId: acme, userId })) as Three
    ;[adaAtGlobex, benAtGlobex] = userIds.map((userId) => ({ tenantId: globex, userId })) as Three
    await storage.addTenant(acme, userIds)
    await storage.addTenant(globex, userIds)
  })

  const openDirect = async () => {
    const people = [ada.userId, ben.userId] as const
    return (await store.openDirect(ada.tenantId, people)).conversationId
  }
  const messagesOf = async (conversationId: string) =>
    (await store.page(ada, conversationId, { after: 0, limit: 1000 }))?.messages ?? []

  describe('append', () => {
    test('DL-2 gives each conversation its own seq from 1, in the order of the call', async () => {
      const [direct, group] = [await openDirect(), await openGroup()]
      const answers = await store.append([
        message(ada, direct, 'one'),
        message(ben, group, 'first'),
        message(ben, direct, 'two'),
        message(ada, group, 'second'),
      ])
      expect(answers.map((answer) => answer?.message.seq)).toEqual([1, 1, 2, 2])
      expect(answers.map((answer) => answer?.message.text)).toEqual([
        'one',
        'first',
        'two',
        'second',
      ])
      const [next] = await store.append([message(ada, direct, 'three')])
      expect(next?.message.seq).toBe(3)
    })

    test('DL-3 answers exactly what a reader then finds, and whom to tell', async () => {
      const direct = await openDirect()
      const [answer] = await store.append([message(ada, direct, `it's "quoted", \\ {a,b} 👋 שלום`)])
      expect(await messagesOf(direct)).toEqual([answer?.message])
      expect(answer?.message).toMatchObject({
        conversationId: direct,
        tenantId: ada.tenantId,
        senderId: ada.userId,
        senderName: 'Ada',
        sender: 'user',
        text: `it's "quoted", \\ {a,b} 👋 שלום`,
      })
      expect(answer?.message.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      expect([...(answer?.participantIds ?? [])].sort()).toEqual([ada.userId, ben.userId])
    })

    test('DL-1 answers a repeat with the stored row and gives it no seq', async () => {
      const direct = await openDirect()
      const [first] = await store.append([message(ada, direct, 'hello', 'key-1')])
      const answers = await store.append([
        message(ada, direct, 'before'),
        message(ada, direct, 'changed', 'key-1'),
        message(ada, direct, 'after'),
      ])
      expect(answers.map((answer) => answer?.duplicate)).toEqual([false, true, false])
      expect(answers[1]?.message).toEqual(first?.message)
      expect(answers.map((answer) => answer?.message.seq)).toEqual([2, 1, 3])
    })

    test('DL-1 finds repeats inside one call, in any conversation of it', async () => {
      const [direct, group] = [await openDirect(), await openGroup()]
      const answers = await store.append([
        message(ada, direct, 'hello', 'key-1'),
        message(ada, group, 'hello', 'key-1'),
        message(ada, direct, 'hello again', 'key-1'),
        message(ben, direct, 'hello from ben', 'key-1'),
        message(ada, group, 'hello again', 'key-1'),
      ])
      expect(answers.map((answer) => answer?.duplicate)).toEqual([false, false, true, false, true])
      expect(answers[2]?.message).toEqual(answers[0]?.message)
      expect(answers[4]?.message).toEqual(answers[1]?.message)
      expect((await messagesOf(direct)).map(({ seq }) => seq)).toEqual([1, 2])
    })

    test('DL-1 stores a message once though several calls carry it at the same time', async () => {
      const direct = await openDirect()
      const carried = Array.from({ length: 8 }, () => message(ada, direct, 'hello', 'key-1'))
      const answers = await Promise.all(carried.map((one) => store.append([one])))
      expect(answers.filter(([answer]) => answer?.duplicate === false)).toHaveLength(1)
      expect(new Set(answers.map(([answer]) => answer?.message.id)).size).toBe(1)
      expect(await messagesOf(direct)).toHaveLength(1)
    })

    test('DL-2 leaves no hole though calls overlap and share conversations', async () => {
      const [direct, group] = [await openDirect(), await openGroup()]
      const calls = Array.from({ length: 20 }, (_, call) =>
        store.append([
          message(ada, call % 2 ? direct : group, 'a'),
          message(ben, call % 2 ? group : direct, 'b'),
          message(ada, direct, 'repeated', `key-${call % 5}`),
        ]),
      )
      await Promise.all(calls)
      for (const conversationId of [direct, group]) {
        const seqs = (await messagesOf(conversationId)).map(({ seq }) => seq)
        expect(seqs).toEqual(seqs.map((_, place) => place + 1))
      }
      expect(await messagesOf(direct)).toHaveLength(25)
    })

    test('PM-4 answers nothing to a stranger, and its neighbours are stored', async () => {
      const direct = await openDirect()
      const answers = await store.append([
        message(ada, direct, 'one'),
        message(chloe, direct, 'let me in'),
        message(benAtGlobex, direct, 'from another tenant'),
        message(ada, 'c_absent', 'nowhere'),
        message(ben, direct, 'two'),
      ])
      expect(answers.map((answer) => answer?.message.seq)).toEqual([
        1,
        undefined,
        undefined,
        undefined,
        2,
      ])
      expect((await messagesOf(direct)).map(({ text }) => text)).toEqual(['one', 'two'])
    })

    test('PM-4 a stranger or a repeat does not move the conversation', async () => {
      const direct = await openDirect()
      await store.append([message(ada, direct, 'hello', 'key-1')])
      const before = await store.get(ada, direct)
      await store.append([message(chloe, direct, 'let me in'), message(ada, direct, 'hi', 'key-1')])
      expect(await store.get(ada, direct)).toEqual(before)
    })

    test('DL-7 stores nothing of a call that is refused', async () => {
      const direct = await openDirect()
      const poisoned = store.append([message(ada, direct, 'fine'), message(ada, direct, 'bad\0')])
      await expect(poisoned).rejects.not.toMatchObject({ code: 'UNAVAILABLE' })
      expect(await messagesOf(direct)).toEqual([])
    })
  })

  describe('page', () => {
    test('PM-9 without a position is the newest page, in the order of seq', async () => {
      const direct = await openDirect()
      await store.append(numbered(direct, 5))
      const page = await store.page(ben, direct, { limit: 2 })
      expect(page?.messages.map(({ seq }) => seq)).toEqual([4, 5])
      expect(page).toMatchObject({ hasMore: true, lastSeq: 5 })
    })

    test('PM-9 goes on after or before a seq and says whether there is more', async () => {
      const direct = await openDirect()
      await store.append(numbered(direct, 5))
      const seqs = async (position: { after?: number; before?: number }) => {
        const page = await store.page(ben, direct, { ...position, limit: 2 })
        return [page?.messages.map(({ seq }) => seq), page?.hasMore]
      }
      expect(await seqs({ after: 0 })).toEqual([[1, 2], true])
      expect(await seqs({ after: 3 })).toEqual([[4, 5], false])
      expect(await seqs({ after: 5 })).toEqual([[], false])
      expect(await seqs({ before: 3 })).toEqual([[1, 2], false])
      expect(await seqs({ before: 5 })).toEqual([[3, 4], true])
      expect(await seqs({ before: 1 })).toEqual([[], false])
    })

    test('PM-4 is there for participants in their tenant only', async () => {
      const direct = await openDirect()
      await store.append(numbered(direct, 1))
      expect(await store.page(ben, direct, { limit: 1 })).toBeDefined()
      for (const stranger of [chloe, adaAtGlobex]) {
        expect(await store.page(stranger, direct, { limit: 1 })).toBeUndefined()
        expect(await store.access(stranger, direct)).toBeUndefined()
        expect(await store.get(stranger, direct)).toBeUndefined()
        expect(await store.markRead(stranger, direct, 1)).toBeUndefined()
      }
      expect(await store.page(ada, 'c_absent', { limit: 1 })).toBeUndefined()
    })
  })

  describe('conversations', () => {
    test('PM-2 two users have one direct conversation, whoever asks and however often', async () => {
      const asks = Array.from({ length: 6 }, (_, ask) =>
        store.openDirect(
          ada.tenantId,
          ask % 2 ? [ada.userId, ben.userId] : [ben.userId, ada.userId],
        ),
      )
      const opened = await Promise.all(asks)
      expect(new Set(opened.map(({ conversationId }) => conversationId)).size).toBe(1)
      expect(opened.filter(({ created }) => created)).toHaveLength(1)
      const elsewhere = await store.openDirect(benAtGlobex.tenantId, [ada.userId, ben.userId])
      expect(elsewhere.created).toBe(true)
      expect(elsewhere.conversationId).not.toBe(opened[0]?.conversationId)
    })

    test('PM-8 are listed newest first, with people and the last message', async () => {
      const [direct, group] = [await openDirect(), await openGroup()]
      const [older] = await store.append([message(ben, group, 'older')])
      const sent = await sendLaterThan(older, direct)
      const listed = await store.list(ada)
      expect(listed.map(({ id }) => id)).toEqual([direct, group])
      expect(listed[0]).toEqual({
        id: direct,
        kind: 'direct',
        participants: [
          { userId: ada.userId, name: 'Ada', lastReadSeq: 0, lastDeliveredSeq: 0 },
          { userId: ben.userId, name: 'Ben', lastReadSeq: 0, lastDeliveredSeq: 0 },
        ],
        lastMessage: sent?.message,
        lastSeq: sent?.message.seq,
        lastChangeSeq: 0,
        unreadCount: sent?.message.seq,
        updatedAt: sent?.message.timestamp,
      })
      expect(listed[1]).toMatchObject({ kind: 'group', name: 'Lunch' })
      expect(await store.list(adaAtGlobex)).toEqual([])
    })

    test('PM-10 each participant sees the messages of others behind the own mark as unread', async () => {
      const group = await openGroup()
      await store.append([
        message(ada, group, '1'),
        message(ben, group, '2'),
        message(ben, group, '3'),
      ])
      await store.markRead(chloe, group, 1)
      const views = await store.views(ada.tenantId, group)
      const unread = [ada, ben, chloe].map(({ userId }) => views.get(userId)?.unreadCount)
      expect(unread).toEqual([2, 1, 2])
      expect(await store.get(chloe, group)).toEqual(views.get(chloe.userId))
      expect((await store.views(adaAtGlobex.tenantId, group)).size).toBe(0)
    })

    test('PM-10 unread messages are counted up to 100', async () => {
      const direct = await openDirect()
      await store.append(numbered(direct, 130))
      expect((await store.get(ben, direct))?.unreadCount).toBe(100)
    })

    test('PM-11 the read mark goes neither back nor beyond the last message', async () => {
      const direct = await openDirect()
      await store.append(numbered(direct, 3))
      const mark = async (seq: number) => {
        const moved = await store.markRead(ben, direct, seq)
        return [moved?.lastReadSeq, moved?.moved]
      }
      expect(await mark(2)).toEqual([2, true])
      expect(await mark(1)).toEqual([2, false])
      expect(await mark(2)).toEqual([2, false])
      expect(await mark(99)).toEqual([3, true])
      await Promise.all([mark(1), mark(3), mark(2)])
      expect((await store.get(ada, direct))?.participants[1]?.lastReadSeq).toBe(3)
    })

    test('PM-4 access tells participants where the conversation stands', async () => {
      const direct = await openDirect()
      await store.append(numbered(direct, 2))
      const access = await store.access(ben, direct)
      expect(access?.lastSeq).toBe(2)
      expect([...(access?.participantIds ?? [])].sort()).toEqual([ada.userId, ben.userId])
    })
  })

  describe('changing', () => {
    test('PM-12 an author edits; the seq stays and editedAt tells', async () => {
      const direct = await openDirect()
      const [sent] = await store.append([message(ada, direct, 'helo')])
      const edited = await store.edit(ada, idOf(sent), 'hello')
      expect(edited?.message).toMatchObject({ ...sent?.message, text: 'hello' })
      expect(edited?.message.editedAt).toBeDefined()
      expect([...(edited?.participantIds ?? [])].sort()).toEqual([ada.userId, ben.userId])
      expect(await messagesOf(direct)).toEqual([edited?.message])
    })

    test('PM-13 a deleted message keeps its place without its text', async () => {
      const direct = await openDirect()
      const [sent] = await store.append([message(ada, direct, 'secret', 'key-1')])
      const removed = await store.remove(ada, idOf(sent))
      expect(removed?.message).toMatchObject({ ...sent?.message, text: '' })
      expect(removed?.message.deletedAt).toBeDefined()
      expect(await store.remove(ada, idOf(sent))).toEqual(removed)
      expect(await store.edit(ada, idOf(sent), 'back')).toBeUndefined()
      expect(await messagesOf(direct)).toEqual([removed?.message])
      const [repeat] = await store.append([message(ada, direct, 'secret', 'key-1')])
      expect(repeat).toMatchObject({ duplicate: true, message: { text: '', seq: 1 } })
    })

    test('PM-12 nobody else changes it, not even from another tenant', async () => {
      const direct = await openDirect()
      const [sent] = await store.append([message(ada, direct, 'mine')])
      for (const other of [ben, chloe, adaAtGlobex]) {
        expect(await store.edit(other, idOf(sent), 'theirs')).toBeUndefined()
        expect(await store.remove(other, idOf(sent))).toBeUndefined()
      }
      expect(await store.edit(ada, 'm_absent', 'nothing')).toBeUndefined()
      expect(await messagesOf(direct)).toEqual([sent?.message])
    })
  })

  async function openGroup(): Promise<string> {
    const userIds = [ada.userId, ben.userId, chloe.userId]
    return (await store.openGroup(ada.tenantId, 'Lunch', userIds)).conversationId
  }

  /** Times have milliseconds; two messages may share one. */
  async function sendLaterThan(older: Appended, conversationId: string) {
    const olderTime = older?.message.timestamp ?? ''
    for (;;) {
      const [sent] = await store.append([message(ben, conversationId, 'newer')])
      if (!sent || sent.message.timestamp > olderTime) return sent
    }
  }

  function numbered(conversationId: string, count: number): NewMessage[] {
    return Array.from({ length: count }, (_, n) => message(ada, conversationId, `number ${n + 1}`))
  }
}

type Three = [TenantUser, TenantUser, TenantUser]

function message(
  { tenantId, userId }: TenantUser,
  conversationId: string,
  text: string,
  clientMessageId: string = crypto.randomUUID(),
): NewMessage {
  const senderName = userId.startsWith('ada') ? 'Ada' : 'Ben'
  const id = `m_${crypto.randomUUID()}`
  return { id, tenantId, conversationId, senderId: userId, senderName, clientMessageId, text }
}

function idOf(stored: { message: { id: string } } | null | undefined): string {
  return stored?.message.id ?? 'none'
}
