import { Redis } from 'ioredis'
import pg from 'pg'
import { freePort, portAnswers } from '../processes/ports'
import { runStatements } from '../processes/postgres'
import { startProcess, untilReady } from '../processes/startProcess'
import { jobsIn } from './jobs'
import { couples } from './productApi'
import { signedPeople } from './signedPeople'
import type { Pair, Person, Server, Target, Visitor } from './target'
import { SERVER_CORE, type World } from './world'

interface PartnerPlan {
  name: 'guide' | 'bare' | 'node'
  memoryProbe: boolean
}

/** A comparison partner; its people are tokens that the bench signs. */
export async function partner(world: World, { name, memoryProbe }: PartnerPlan): Promise<Target> {
  const databaseUrl = await world.postgres.createDatabase(name)
  const port = await freePort()
  const { jwtSecret, redis } = world
  const settings = { port, jwtSecret, redisUrl: redis.url, databaseUrl }
  const start = async (): Promise<Server> => {
    const probe = memoryProbe ? ['--import', `./${world.built('memoryProbe')}`] : []
    const process = startProcess({
      name,
      command: ['node', ...probe, world.built(`${name}Server`), JSON.stringify(settings)],
      core: SERVER_CORE,
      folder: world.folder,
      environment: { NODE_ENV: 'production' },
    })
    await untilReady(process, () => portAnswers(port))
    return { port, process, cpu: world.clock(process.pid) }
  }
  return {
    name,
    start,
    people: (_server, count) => signedPeople(jwtSecret, count, 'member'),
    pairs: (_server, people) => pairUp(name, databaseUrl, people),
    visitors: (_server, count) => visitorsOf(name, world, databaseUrl, count),
    storedMessages: async () => stored(name, databaseUrl),
    storedOfVisitors: async () => stored(name, databaseUrl),
    jobs: async () => {
      if (name === 'node') return rowsOf(databaseUrl, 'outbox')
      return name === 'guide' ? jobsIn(redis.url) : undefined
    },
    onlineCount: async () => (name === 'guide' ? countOnline(redis.url) : undefined),
  }
}

async function pairUp(
  name: PartnerPlan['name'],
  databaseUrl: string,
  people: readonly Person[],
): Promise<Pair[]> {
  const pairs = couples(people).map((couple, index) => ({
    conversationId: `c_${String(index).padStart(24, '0')}`,
    people: couple,
  }))
  if (name === 'node') await storeConversations(databaseUrl, pairs)
  return pairs
}

interface StoredConversation {
  conversationId: string
  people: readonly Person[]
}

async function storeConversations(
  databaseUrl: string,
  stored: readonly StoredConversation[],
): Promise<void> {
  const quoted = (values: string[]) => `(${values.map((value) => `'${value}'`).join(', ')})`
  const conversations = stored.map(({ conversationId }) => quoted([conversationId]))
  const participants = stored.flatMap(({ conversationId, people }) =>
    people.map(({ userId }) => quoted([conversationId, userId])),
  )
  await runStatements(databaseUrl, [
    `insert into conversations (id) values ${conversations} on conflict do nothing`,
    `insert into participants values ${participants} on conflict do nothing`,
  ])
}

/** The visitors of `node` have their conversation from the start. */
async function visitorsOf(
  name: PartnerPlan['name'],
  { jwtSecret }: World,
  databaseUrl: string,
  count: number,
): Promise<Visitor[]> {
  const people = await signedPeople(jwtSecret, count, 'member')
  const visitors = people.map((person) => ({ ...person, sessionId: `s_${person.userId}` }))
  if (name === 'node') {
    const chats = visitors.map((visitor) => ({
      conversationId: visitor.sessionId,
      people: [visitor],
    }))
    await storeConversations(databaseUrl, chats)
  }
  return visitors
}

async function stored(name: PartnerPlan['name'], databaseUrl: string) {
  return name === 'bare' ? undefined : rowsOf(databaseUrl, 'messages')
}

async function rowsOf(databaseUrl: string, table: 'messages' | 'outbox'): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ count: number }>(`select count(*)::int from ${table}`)
  await client.end()
  return rows[0]?.count ?? 0
}

async function countOnline(redisUrl: string): Promise<number> {
  const redis = new Redis(redisUrl)
  const count = await redis.hlen('online_users:tenant-123')
  await redis.quit()
  return count
}
