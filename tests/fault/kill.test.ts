import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '@/lib/protocol'
import {
  directConversation,
  type Person,
  person,
  readMessages,
  signIn,
} from '../app/support/people'
import { freePort, until } from '../infrastructure/processes'
import {
  refusedStart,
  type ServerOptions,
  type ServerProcess,
  startServerProcess,
} from '../infrastructure/serverProcess'
import { type Storage, storages } from '../infrastructure/storages'
import { differences } from './support/checker'
import { byRequest, bySocket, drive, type Lane, newLane, unanswered } from './support/lane'

/** `FAULT_ROUNDS=50` makes the long round. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 2)
const SENDS_PER_ROUND = 120

describe.each(storages())('a process on $name', ({ make }) => {
  let storage: Storage
  let options: ServerOptions
  let server: ServerProcess
  let ada: Person
  let ben: Person
  let conversation: Conversation

  beforeEach(async () => {
    storage = await make()
    options = { program: 'api', port: await freePort(), env: storage.env }
    server = await startServerProcess(options)
    ada = await signIn(server.url, 'ada')
    ben = await signIn(server.url, 'ben')
    conversation = await directConversation(ada, ben)
  }, 60_000)

  afterEach(async () => {
    await server.kill()
    await storage.remove()
  })

  test(
    'killed under a stream of sends has lost, doubled and reordered nothing',
    async () => {
      const lanes = [
        newLane('ada by socket', ada),
        newLane('ada by request', ada),
        newLane('ben by socket', ben),
        newLane('ben by request', ben),
      ]
      for (let round = 1; round <= ROUNDS; round += 1) {
        const before = acknowledgedIn(lanes)
        const traffic = sendThrough(lanes, () => false)
        await until(
          'enough is under way',
          () => acknowledgedIn(lanes) > before + SENDS_PER_ROUND || undefined,
          30_000,
        )
        await server.kill()
        await traffic
        server = await startServerProcess(options)
      }
      await sendThrough(lanes, (lane) => unanswered(lane) === undefined)

      expect(differences(lanes, await readMessages(ben, conversation.id))).toEqual([])
      expect(acknowledgedIn(lanes)).toBeGreaterThan(ROUNDS * SENDS_PER_ROUND)
    },
    60_000 + ROUNDS * 20_000,
  )

  test('asked to end finishes what it accepted and is gone in ten seconds', async () => {
    const lanes = [newLane('ada by socket', ada), newLane('ben by request', ben)]
    const traffic = sendThrough(lanes, () => false)
    await until('enough is under way', () => acknowledgedIn(lanes) > 40 || undefined)
    const askedAtMs = Date.now()
    expect(await server.terminate()).toBe(0)
    expect(Date.now() - askedAtMs).toBeLessThan(10_000)
    await traffic
    server = await startServerProcess(options)
    expect(differences(lanes, await readMessages(ben, conversation.id))).toEqual([])
  }, 60_000)

  test('keeps people signed in over a restart', async () => {
    await server.terminate()
    server = await startServerProcess(options)
    const { status } = await person(server.url, ada.token).call(
      'GET',
      '/api/privatechat/conversations',
    )
    expect(status).toBe(200)
  }, 60_000)

  /** Every lane on a connection of its own, until it is told enough or the server is gone. */
  async function sendThrough(lanes: Lane[], isEnough: (lane: Lane) => boolean): Promise<void> {
    await Promise.all(
      lanes.map(async (lane) => {
        if (lane.name.endsWith('request')) {
          return drive(lane, conversation.id, byRequest(lane.sender), isEnough)
        }
        const socket = await lane.sender.connect()
        await drive(lane, conversation.id, bySocket(socket), isEnough)
        socket.close()
      }),
    )
  }
})

describe('two processes', () => {
  test('RT-2 on one data folder: the second is refused with a sentence and the first goes on', async () => {
    const [embedded] = storages()
    const storage = await (embedded as { make(): Promise<Storage> }).make()
    const options = { program: 'api', port: await freePort(), env: storage.env } as const
    const first = await startServerProcess(options)
    const sentence = await refusedStart({ ...options, port: await freePort() })
    expect(sentence).toContain(
      `The data folder ${storage.env.DATA_DIR} is in use by another Parley`,
    )
    expect((await signIn(first.url, 'ada')).name).toBe('Ada')
    await first.kill()
    const next = await startServerProcess(options)
    await next.kill()
    await storage.remove()
  }, 60_000)
})

describe('a start', () => {
  test.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ JWT_SECRET: 'short' }, 'JWT_SECRET'],
    [{ JWT_SECRET: '' }, 'JWT_SECRET'],
    [{ PUBLIC_URL: 'http://chat.example.com' }, 'PUBLIC_URL'],
    [{ DATABASE_URL: 'nonsense' }, 'DATABASE_URL'],
  ])('RT-10 with %j is refused with a sentence that names it', async (env, name) => {
    const sentence = await refusedStart({ program: 'api', port: await freePort(), env })
    expect(sentence.split('\n')).toHaveLength(1)
    expect(sentence).toContain(name)
  })
})

function acknowledgedIn(lanes: readonly Lane[]): number {
  return lanes.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)
}
