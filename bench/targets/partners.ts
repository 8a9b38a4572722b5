import { Redis } from 'ioredis'
import pg from 'pg'
import { freePort, portAnswers } from '../processes/ports'
import { runStatements } from '../processes/postgres'
import { startProcess, untilReady } from '../processes/startProcess'
import { couples } from './productApi'
import { signedPeople } from './signedPeople'
import type { Pair, Person, Server, Target } from './target'
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
    storedMessages: async () => (name === 'bare' ? undefined : countMessages(databaseUrl)),
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
  if (name === 'node') await storePairs(databaseUrl, pairs)
  return pairs
}

async function storePairs(databaseUrl: string, pairs: readonly Pair[]): Promise<void> {
  const quoted = (values: string[]) => `(${values.map((value) => `'${value}'`).join(', ')})`
  const conversations = pairs.map(({ conversationId }) => quoted([conversationId]))
  const participants = pairs.flatMap(({ conversationId, people }) =>
    people.map(({ userId }) => quoted([conversationId, userId])),
  )
  await runStatements(databaseUrl, [
    `insert into conversations (id) values ${conversations} on conflict do nothing`,
    `insert into participants values ${participants} on conflict do nothing`,
  ])
}

async function countMessages(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ count: number }>('select count(*)::int from messages')
  await client.end()
  return rows[0]?.count ?? 0
}

async function countOnline(redisUrl: string): Promise<number> {
  const redis = new Redis(redisUrl)
  const count = await redis.hlen('online_users:tenant-123')
  await redis.quit()
  return count
}
