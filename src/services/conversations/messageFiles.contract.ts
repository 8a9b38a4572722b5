import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConversationStore, NewMessage } from './conversationStore'

export interface MessageFilesUnderTest {
  store: ConversationStore
  addTenant(tenantId: string, userIds: readonly string[]): Promise<void>
  /** A picture of somebody's that no message has. */
  addFile(tenantId: string, ownerId: string, id: string): Promise<void>
  /** Whether a file is out of everybody's reach. */
  isRemoved(id: string): Promise<boolean>
  close(): Promise<void>
}

/** What a store of messages owes to those with files. */
export function messageFilesContract(open: () => Promise<MessageFilesUnderTest>): void {
  let under: MessageFilesUnderTest
  let direct: string
  let tenantId: string
  let round = 0

  beforeAll(async () => {
    under = await open()
  })
  afterAll(() => under.close())
  beforeEach(async () => {
    round += 1
    tenantId = `files-${round}`
    await under.addTenant(tenantId, [`ada-${round}`, `ben-${round}`])
    const people = [`ada-${round}`, `ben-${round}`] as const
    direct = (await under.store.openDirect(tenantId, people)).conversationId
  })

  let nth = 0
  const written = (files: string[], more: Partial<NewMessage> = {}): NewMessage => {
    nth += 1
    return {
      id: `f_m${nth}`,
      tenantId,
      conversationId: direct,
      senderId: `ada-${round}`,
      senderName: 'Ada',
      clientMessageId: `key-${nth}`,
      text: '',
      files: { ids: files, by: `ada-${round}` },
      ...more,
    }
  }
  const addFile = async (name: string, owner = `ada-${round}`, of = tenantId) => {
    const id = `f_${round}_${name}`
    await under.addFile(of, owner, id)
    return id
  }
  const append = async (...messages: NewMessage[]) => under.store.append(messages)
  const page = () =>
    under.store.page({ tenantId, userId: `ben-${round}` }, direct, { after: 0, limit: 100 })

  describe('files of messages', () => {
    test('UP-11 are stored in their order, and told as a reader finds them', async () => {
      const [one, two] = [await addFile('one'), await addFile('two')]
      const [plain, stored] = await append(
        written([], { text: 'look', files: undefined }),
        written([two, one]),
      )
      expect(plain?.message.attachments).toBeUndefined()
      expect(stored?.message.attachments).toEqual(
        [two, one].map((id) => ({
          ...{ id, url: `/api/uploads/${id}`, name: 'a.png', type: 'image/png' },
          ...{ size: 10, width: 4, height: 3 },
        })),
      )
      expect((await page())?.messages).toEqual([plain?.message, stored?.message])
    })

    test('UP-11 go to one message: another one is not stored, and takes no seq', async () => {
      const [one, two] = [await addFile('one'), await addFile('two')]
      await append(written([one]))
      const [again, next] = await append(written([two, one]), written([two]))
      expect(again).toBeNull()
      expect(next?.message.seq).toBe(2)
      expect((await page())?.lastSeq).toBe(2)
    })

    test('UP-11 of somebody else, of another tenant and absent ones are nobody’s', async () => {
      const bens = await addFile('bens', `ben-${round}`)
      await under.addTenant(`other-${round}`, [`eve-${round}`])
      const foreign = await addFile('foreign', `ada-${round}`, `other-${round}`)
      const own = await addFile('own')
      for (const ids of [[bens], [foreign], ['f_absent'], [own, 'f_absent']])
        expect(await append(written(ids))).toEqual([null])
      expect((await append(written([own])))[0]?.message.seq).toBe(1)
    })

    test('UP-12 a repeat answers the first message with its files', async () => {
      const message = written([await addFile('one')])
      const [first, inside] = await append(message, { ...message, id: 'f_again' })
      const [later] = await append({ ...message, id: 'f_later' })
      for (const repeat of [inside, later]) expect(repeat).toEqual({ ...first, duplicate: true })
    })

    test('UP-11 of two that take a file at once, one gets it', async () => {
      const one = await addFile('one')
      const answers = await Promise.all([append(written([one])), append(written([one]))])
      expect(answers.flat().filter((answer) => answer !== null)).toHaveLength(1)
    })

    test('UP-13 of a deleted message are gone with its text', async () => {
      const one = await addFile('one')
      const [stored] = await append(written([one]))
      expect(await under.isRemoved(one)).toBe(false)
      const ada = { tenantId, userId: `ada-${round}` }
      const removed = await under.store.remove(ada, stored?.message.id ?? '')
      expect(removed?.message.attachments).toBeUndefined()
      expect((await page())?.messages[0]?.attachments).toBeUndefined()
      expect(await under.isRemoved(one)).toBe(true)
    })
  })
}
