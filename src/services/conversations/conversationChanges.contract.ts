import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConversationStore, SystemLine, TenantUser } from './conversationStore'
import type { StorageUnderTest } from './conversationStore.contract'

/** What every implementation owes to those who change, mark, mute and leave. */
export function conversationChangesContract(open: () => Promise<StorageUnderTest>): void {
  let storage: StorageUnderTest
  let store: ConversationStore
  let round = 0
  let ada: TenantUser
  let ben: TenantUser
  let chloe: TenantUser
  let stranger: TenantUser
  let direct: string

  beforeAll(async () => {
    storage = await open()
    store = storage.store
  })
  afterAll(() => storage.close())
  beforeEach(async () => {
    round += 1
    const tenantId = `acme-${round}`
    ;[ada, ben, chloe] = ['ada', 'ben', 'chloe'].map((name) => ({
      tenantId,
      userId: `${name}-${round}`,
    })) as [TenantUser, TenantUser, TenantUser]
    stranger = { tenantId: `globex-${round}`, userId: ada.userId }
    await storage.addTenant(tenantId, [ada.userId, ben.userId, chloe.userId])
    await storage.addTenant(stranger.tenantId, [ada.userId])
    direct = (await store.openDirect(tenantId, [ada.userId, ben.userId])).conversationId
  })

  let sent = 0
  const say = async (user: TenantUser, conversationId: string, text: string) => {
    sent += 1
    const [stored] = await store.append([
      {
        id: `m_${round}_${sent}`,
        tenantId: user.tenantId,
        conversationId,
        senderId: user.userId,
        senderName: 'Somebody',
        clientMessageId: `key-${sent}`,
        text,
      },
    ])
    return stored?.message.id ?? ''
  }
  const openGroup = async (line?: SystemLine) => {
    const people = [ada.userId, ben.userId, chloe.userId]
    return (await store.openGroup(ada.tenantId, 'Lunch', people, line)).conversationId
  }
  const changedAfter = (changed: number, limit = 100) =>
    store.page(ben, direct, { changedAfter: changed, limit })

  describe('changes', () => {
    test('PM-20 what was edited or deleted after a changeSeq is read in the order of the changes', async () => {
      const [one, two, three] = [
        await say(ada, direct, 'one'),
        await say(ada, direct, 'two'),
        await say(ben, direct, 'three'),
      ]
      expect(await changedAfter(0)).toMatchObject({ messages: [], lastChangeSeq: 0 })
      await store.edit(ada, two, 'second')
      await store.remove(ben, three)
      await store.edit(ada, one, 'first')
      const all = await changedAfter(0)
      expect(all?.messages.map(({ id, changeSeq }) => [id, changeSeq])).toEqual([
        [two, 1],
        [three, 2],
        [one, 3],
      ])
      expect(all).toMatchObject({ lastChangeSeq: 3, lastSeq: 3, hasMore: false })
      expect((await changedAfter(2))?.messages.map(({ text }) => text)).toEqual(['first'])
      expect((await changedAfter(0, 2))?.hasMore).toBe(true)
      await store.edit(ada, two, 'second, again')
      expect((await changedAfter(3))?.messages.map(({ text }) => text)).toEqual(['second, again'])
      expect((await store.list(ben))[0]?.lastChangeSeq).toBe(4)
      expect((await store.access(ben, direct))?.lastChangeSeq).toBe(4)
    })

    test('PM-20 a reader who reads on from the last changeSeq misses none of many at once', async () => {
      const ids = await Promise.all(Array.from({ length: 8 }, () => say(ada, direct, 'text')))
      const edits = ids.map((id) => store.edit(ada, id, 'edited'))
      const seen = new Set<string>()
      const readOn = async (from: number): Promise<number> => {
        const page = await changedAfter(from)
        for (const { id } of page?.messages ?? []) seen.add(id)
        return Math.max(from, ...(page?.messages ?? []).map(({ changeSeq }) => changeSeq ?? 0))
      }
      let position = 0
      for (let again = 0; again < 5; again += 1) position = await readOn(position)
      await Promise.all(edits)
      await readOn(position)
      expect(seen).toEqual(new Set(ids))
    })
  })

  describe('delivery', () => {
    test('PM-18 a delivered mark goes neither back nor beyond the last message', async () => {
      for (const text of ['one', 'two', 'three']) await say(ada, direct, text)
      const mark = async (seq: number) => {
        const [moved] = await store.markDelivered([{ ...ben, conversationId: direct, seq }])
        return [moved?.lastDeliveredSeq, moved?.moved]
      }
      expect(await mark(2)).toEqual([2, true])
      expect(await mark(1)).toEqual([2, false])
      expect(await mark(99)).toEqual([3, true])
      expect(await mark(3)).toEqual([3, false])
    })

    test('PM-18 what is read is delivered', async () => {
      for (const text of ['one', 'two']) await say(ada, direct, text)
      await store.markRead(ben, direct, 2)
      const [, bens] = (await store.get(ada, direct))?.participants ?? []
      expect(bens).toMatchObject({ lastReadSeq: 2, lastDeliveredSeq: 2 })
      const [mark] = await store.markDelivered([{ ...ben, conversationId: direct, seq: 1 }])
      expect(mark).toMatchObject({ lastDeliveredSeq: 2, moved: false })
    })

    test('PM-18 marks of many are answered in their order, strangers with nothing', async () => {
      const group = await openGroup()
      await say(ada, group, 'hello')
      await say(ada, direct, 'hello')
      const marks = await store.markDelivered([
        { ...chloe, conversationId: direct, seq: 1 },
        { ...ben, conversationId: direct, seq: 1 },
        { ...stranger, conversationId: group, seq: 1 },
        { ...chloe, conversationId: group, seq: 1 },
        { ...ben, conversationId: 'c_absent', seq: 1 },
      ])
      expect(marks.map((mark) => mark?.moved)).toEqual([
        undefined,
        true,
        undefined,
        true,
        undefined,
      ])
      expect([...(marks[1]?.participantIds ?? [])].sort()).toEqual([ada.userId, ben.userId])
      const delivered = (await store.get(ada, group))?.participants.map(
        (one) => one.lastDeliveredSeq,
      )
      expect(delivered).toEqual([0, 0, 1])
    })

    test('PM-18 overlapping statements end at the highest mark', async () => {
      const group = await openGroup()
      for (const text of ['one', 'two', 'three']) await say(ada, group, text)
      const order = [ben, chloe]
      const statements = Array.from({ length: 12 }, (_, nth) =>
        store.markDelivered(
          (nth % 2 ? order : [...order].reverse()).map((user) => ({
            ...user,
            conversationId: group,
            seq: (nth % 3) + 1,
          })),
        ),
      )
      await Promise.all(statements)
      const people = (await store.get(ada, group))?.participants ?? []
      expect(people.map(({ lastDeliveredSeq }) => lastDeliveredSeq)).toEqual([0, 3, 3])
    })
  })

  test('PM-19 a conversation is muted by each for themselves', async () => {
    expect(await store.get(ada, direct)).not.toHaveProperty('muted')
    expect(await store.mute(ada, direct, true)).toMatchObject({ id: direct, muted: true })
    expect(await store.get(ben, direct)).not.toHaveProperty('muted')
    expect(await store.mute(ada, direct, false)).not.toHaveProperty('muted')
    expect(await store.mute(chloe, direct, true)).toBeUndefined()
    expect(await store.mute(stranger, direct, true)).toBeUndefined()
  })

  describe('groups', () => {
    const lineOf = (user: TenantUser, text: string): SystemLine => {
      sent += 1
      return { id: `m_${round}_${sent}`, senderId: user.userId, senderName: 'Somebody', text }
    }

    test('PM-21 a group begins with its line, which nobody has to read and nobody can change', async () => {
      const line = lineOf(ada, 'Ada created the group')
      const group = await openGroup(line)
      const seen = await store.get(ben, group)
      expect(seen).toMatchObject({ lastSeq: 1, unreadCount: 0 })
      expect(seen?.lastMessage).toMatchObject({ sender: 'system', seq: 1, text: line.text })
      expect(await store.edit(ada, line.id, 'Ada was here')).toBeUndefined()
      expect(await store.remove(ada, line.id)).toBeUndefined()
      await say(ada, group, 'hello')
      expect(await store.get(ben, group)).toMatchObject({ lastSeq: 2, unreadCount: 1 })
    })

    test('PM-22 who leaves a group takes no part any more, and the next message says so', async () => {
      const group = await openGroup()
      await say(ben, group, 'hello')
      const left = await store.leaveGroup(ben, group, lineOf(ben, 'Ben left the group'))
      expect(left?.message).toMatchObject({ sender: 'system', seq: 2, text: 'Ben left the group' })
      expect([...(left?.participantIds ?? [])].sort()).toEqual([ada.userId, chloe.userId])
      expect(await store.get(ben, group)).toBeUndefined()
      const [refused] = await store.append([
        {
          id: 'm_late',
          tenantId: ben.tenantId,
          conversationId: group,
          senderId: ben.userId,
          senderName: 'Ben',
          clientMessageId: 'late',
          text: 'late',
        },
      ])
      expect(refused).toBeUndefined()
      const page = await store.page(ada, group, { after: 0, limit: 10 })
      expect(page?.messages.map(({ seq }) => seq)).toEqual([1, 2])
      expect(page?.messages[1]).toEqual(left?.message)
    })

    test('PM-22 only participants leave, only groups are left, and once', async () => {
      const group = await openGroup()
      expect(await store.leaveGroup(ben, direct, lineOf(ben, 'left'))).toBeUndefined()
      expect(await store.leaveGroup(stranger, group, lineOf(ada, 'left'))).toBeUndefined()
      const twice = [lineOf(ben, 'left'), lineOf(ben, 'left')].map((line) =>
        store.leaveGroup(ben, group, line),
      )
      expect((await Promise.all(twice)).filter(Boolean)).toHaveLength(1)
      expect(await store.get(ada, group)).toMatchObject({ lastSeq: 1 })
      expect(await store.get(ada, direct)).toMatchObject({ lastSeq: 0 })
    })
  })
}
