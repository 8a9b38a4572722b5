import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '@/lib/protocol'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { ConversationsService } from './conversationsService'
import { createConversations } from './createConversations'
import { addTestTenant } from './testTenants'

const PEOPLE = ['ada', 'ben', 'chloe']
const log = pino({ level: 'silent' })

/** One thing somebody does: through which process, who, where. */
type Act =
  | { do: 'send'; via: number; who: number; where: number; key: number }
  | { do: 'read'; via: number; who: number; where: number; limit: number }
  | { do: 'pause' }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      via: fc.nat(1),
      who: fc.nat(2),
      where: fc.nat(2),
      // Few keys, so repeats are common.
      key: fc.nat(7),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      via: fc.nat(1),
      who: fc.nat(2),
      where: fc.nat(2),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const) }) },
)

describe.each(testDatabases())('delivery on $name', ({ open }) => {
  let database: Database
  let processes: ConversationsService[]

  beforeAll(async () => {
    database = await open()
    processes = [0, 1].map(() => createConversations({ database, log }))
    await addTestTenant(database, 'acme', PEOPLE)
  })
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.close()))
    await database.close()
  })

  test('DL-11 whatever interleaves, acknowledged is stored, once, in order, without holes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 60 }), async (acts) => {
        const history = await perform(acts, processes)
        for (const conversationId of history.conversationIds) {
          const storage = await everything(at(processes, 0), conversationId)
          expectOrder(storage)
          expectAcknowledged(history.acknowledged, storage, conversationId)
          for (const reader of history.readers) reader.expectAllOf(storage, conversationId)
        }
      }),
      { numRuns: 40 },
    )
  })
})

interface Sent {
  key: string
  message: Message
  duplicate: boolean
}

async function perform(acts: readonly Act[], processes: readonly ConversationsService[]) {
  const creator = { tenantId: 'acme', userId: 'ada', name: 'Ada' }
  const group = { creator, name: 'Lunch', userIds: PEOPLE }
  const groups = PEOPLE.map(() => at(processes, 0).openGroup(group))
  const conversationIds = (await Promise.all(groups)).map(({ conversationId }) => conversationId)
  const readers = PEOPLE.map((userId) => reader(userId))
  const acknowledged: Sent[] = []
  const start = async (act: Exclude<Act, { do: 'pause' }>) => {
    const process = at(processes, act.via)
    const conversationId = at(conversationIds, act.where)
    if (act.do === 'read') {
      await at(readers, act.who).catchUp(process, conversationId, act.limit)
    } else {
      acknowledged.push(await send(process, at(PEOPLE, act.who), conversationId, act.key))
    }
  }
  const underway: Promise<void>[] = []
  for (const act of acts) {
    if (act.do === 'pause') await Promise.all(underway)
    else underway.push(start(act))
  }
  await Promise.all(underway)
  for (const reader of readers) {
    for (const id of conversationIds) await reader.catchUp(at(processes, 0), id, 3)
  }
  return { conversationIds, acknowledged, readers }
}

function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new Error(`Nothing at ${place}`)
  return found
}

async function send(
  process: ConversationsService,
  userId: string,
  conversationId: string,
  key: number,
): Promise<Sent> {
  const { message, duplicate } = await process.send({
    tenantId: 'acme',
    conversationId,
    senderId: userId,
    senderName: userId,
    clientMessageId: `key-${key}`,
    text: `${userId} says ${key}`,
  })
  return { key: `${conversationId} ${userId} key-${key}`, message, duplicate }
}

/** A client that remembers `lastSeq` and reads after it until there is no more. */
function reader(userId: string) {
  const seen = new Map<string, Message[]>()
  const turns = new Map<string, Promise<void>>()
  const readOn = async (process: ConversationsService, id: string, limit: number) => {
    const list = seen.get(id) ?? []
    seen.set(id, list)
    let more = true
    while (more) {
      const position = { after: list.at(-1)?.seq ?? 0, limit }
      const page = await process.page({ tenantId: 'acme', userId }, id, position)
      list.push(...page.messages)
      more = page.hasMore
    }
  }
  return {
    /** One catch-up at a time per conversation, as in a client. */
    catchUp: (process: ConversationsService, id: string, limit: number) => {
      const turn = (turns.get(id) ?? Promise.resolve()).then(() => readOn(process, id, limit))
      turns.set(id, turn)
      return turn
    },
    expectAllOf: (storage: readonly Message[], id: string) => expect(seen.get(id)).toEqual(storage),
  }
}

async function everything(process: ConversationsService, conversationId: string) {
  const user = { tenantId: 'acme', userId: 'ada' }
  const page = await process.page(user, conversationId, { after: 0, limit: 1000 })
  expect(page.hasMore).toBe(false)
  expect(page.lastSeq).toBe(page.messages.length)
  return page.messages
}

function expectOrder(storage: readonly Message[]): void {
  expect(storage.map(({ seq }) => seq)).toEqual(storage.map((_, place) => place + 1))
}

function expectAcknowledged(
  acknowledged: readonly Sent[],
  storage: readonly Message[],
  conversationId: string,
): void {
  const here = acknowledged.filter(({ message }) => message.conversationId === conversationId)
  const byKey = new Map<string, Sent[]>()
  for (const sent of here) byKey.set(sent.key, [...(byKey.get(sent.key) ?? []), sent])
  expect(storage.filter(({ sender }) => sender === 'user')).toHaveLength(byKey.size)
  for (const sends of byKey.values()) {
    expect(sends.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    for (const { message } of sends) expect(storage[message.seq - 1]).toEqual(message)
  }
}
