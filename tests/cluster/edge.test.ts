import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Conversation, Message } from '@/lib/protocol'
import {
  directConversation,
  draft,
  type Person,
  readMessages,
  request,
  signIn,
} from '../app/support/people'
import { refusedHandshake } from '../app/support/testSocket'
import { freePort, until } from '../infrastructure/processes'
import {
  type ServerOptions,
  type ServerProcess,
  startServerProcess,
} from '../infrastructure/serverProcess'
import { postgresStorage, type Storage } from '../infrastructure/storages'
import { openTab, pollingOnly, type Tab } from './support/tab'

const EDGE_SECRET = 'a-secret-of-edge-and-back-ends-of-32-characters'
const redisUrl = process.env.TEST_REDIS_URL
const databaseUrl = process.env.TEST_DATABASE_URL
const SENDS_PER_ROUND = 60

describe.runIf(redisUrl && databaseUrl)('two processes behind an edge', () => {
  let storage: Storage
  let backEnds: ServerOptions[]
  let running: ServerProcess[]
  let edge: ServerProcess
  let ada: Person
  let ben: Person
  let conversation: Conversation

  beforeAll(async () => {
    storage = await postgresStorage(databaseUrl ?? '', 'template1')
    const REDIS_URL = Object.assign(new URL(redisUrl ?? ''), { pathname: '/13' }).href
    const redis = new Redis(REDIS_URL)
    await redis.flushdb()
    redis.disconnect()
    const env = {
      ...storage.env,
      REDIS_URL,
      EDGE_SECRET,
      TRUST_EDGE_ONLY: '1',
      CLOSE_SPREAD_MS: '0',
    }
    backEnds = [
      { program: 'api', port: await freePort(), env },
      { program: 'api', port: await freePort(), env },
    ]
    running = await Promise.all(backEnds.map(startServerProcess))
    const EDGE_BACKENDS = running.map(({ url }) => url).join()
    const own = { ROLE: 'edge', EDGE_BACKENDS, EDGE_SECRET, EDGE_LOOK_MS: '200', JWT_SECRET: '' }
    edge = await startServerProcess({ program: 'api', port: await freePort(), env: own })
    ada = await signIn(edge.url, 'ada')
    ben = await signIn(edge.url, 'ben')
    conversation = await directConversation(ada, ben)
  }, 90_000)

  afterAll(async () => {
    await Promise.all([edge?.kill(), ...(running ?? []).map((one) => one.kill())])
    await storage?.remove()
  })

  test('ED-3 each refuses whoever goes around the edge, and the edge serves nobody by itself', async () => {
    for (const { url } of running) {
      expect(await request(url, 'POST', '/api/auth/demo', { body: { as: 'ada' } })).toMatchObject({
        status: 403,
        body: { code: 'FORBIDDEN', error: 'Requests come through the edge only' },
      })
      const headers = { 'x-parley-edge': `${Date.now()};r;t;10.0.0.1;forged` }
      expect((await request(url, 'GET', '/api/people', { headers })).status).toBe(403)
      await refusedHandshake(url, { token: ada.token })
      expect((await request(url, 'GET', '/api/health')).status).toBe(200)
    }
  })

  test('ED-6 ED-15 whichever is killed in the midst of a conversation, by WebSocket and by polling nothing is lost', async () => {
    const tabs = [openTab(edge.url, ada), openTab(edge.url, ben, { openSocket: pollingOnly })]
    const breaks = tabs.map(countBreaks)
    for (const { client } of tabs) client.openConversation(conversation.id, 0)
    await areConnected(tabs)
    const acknowledged: Message[] = []
    for (const [index, options] of backEnds.entries()) {
      const enough = acknowledged.length + SENDS_PER_ROUND
      const sending = tabs.map((tab) => sendUntil(tab, conversation, acknowledged, enough))
      await until(
        'half is sent',
        () => acknowledged.length > enough - SENDS_PER_ROUND / 2 || undefined,
      )
      await running[index]?.kill()
      await Promise.all(sending)
      await areConnected(tabs)
      running[index] = await startServerProcess(options)
      await until('the edge uses it again', () => bothReady(edge))
    }
    const stored = await readMessages(ben, conversation.id)
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, place) => place + 1))
    expect(stored.map(({ id }) => id).sort()).toEqual(acknowledged.map(({ id }) => id).sort())
    for (const tab of tabs) {
      await until(
        'a tab has every message',
        () => stored.every(({ id }) => tab.messages.has(id)) || undefined,
      )
    }
    // Each was on one of the two, and both were killed.
    expect(breaks.every((count) => count() >= 1)).toBe(true)
    for (const tab of tabs) tab.close()
  }, 120_000)

  test('ED-14 an edge that is asked to end lets go of its sockets and is gone', async () => {
    const tab = openTab(edge.url, ada)
    const breaks = countBreaks(tab)
    await areConnected([tab])
    expect(await edge.terminate()).toBe(0)
    await until('the tab has noticed', () => breaks() > 0 || undefined)
    tab.close()
  })
})

function countBreaks({ client }: Tab): () => number {
  let count = 0
  let before = client.state()
  client.subscribe(() => {
    const now = client.state()
    if (before === 'real-time' && now !== 'real-time') count += 1
    before = now
  })
  return () => count
}

async function areConnected(tabs: readonly Tab[]): Promise<void> {
  const isConnected = () => tabs.every(({ client }) => client.state() === 'real-time')
  await until('all tabs are connected', () => isConnected() || undefined, 20_000)
}

/** Sends one after the other, each until it is acknowledged. */
async function sendUntil(
  tab: Tab,
  { id }: Conversation,
  acknowledged: Message[],
  enough: number,
): Promise<void> {
  for (let nth = 1; acknowledged.length < enough; nth += 1) {
    const message = draft(id, `${tab.person.name} ${nth}`)
    const send = () => tab.client.send(message)
    acknowledged.push(await until('a message is acknowledged', send, 30_000))
  }
}

async function bothReady({ url }: ServerProcess): Promise<true | undefined> {
  const { body } = await request<{ dependencies: Record<string, { ok: boolean }> }>(
    url,
    'GET',
    '/api/ready',
  )
  return Object.values(body.dependencies).every(({ ok }) => ok) || undefined
}
