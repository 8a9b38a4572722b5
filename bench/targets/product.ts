import { join } from 'node:path'
import { freePort } from '../processes/ports'
import { startProcess, untilReady } from '../processes/startProcess'
import { jobsIn } from './jobs'
import { type ProductApi, productApi } from './productApi'
import { signedPeople } from './signedPeople'
import type { Person, Server, Target, Visitor } from './target'
import { SERVER_CORE, type World } from './world'

export interface ProductPlan {
  /** Through Next: nothing is mounted in front of it. */
  name: 'parley' | 'parley through Next' | 'parley alone' | 'parley on two'
  /** On one Redis and one database; one without Redis unless told. */
  processes?: 1 | 2
  /** On a Redis database of its own, where its jobs are not those of a partner. */
  withJobs?: boolean
  /** A program of bench/partners that is loaded into the server. */
  probe?: 'memoryProbe' | 'loopProbe'
  /** Believes an edge, and lets everybody else in too. */
  behindEdge?: boolean
}

export const EDGE_SECRET = 'a-secret-of-the-bench-with-more-than-32-characters'

/** Limits that a bench would meet; said in the output. */
export const RAISED_LIMITS = {
  LIMIT_MESSAGES_PER_SECOND: '1000000',
  LIMIT_MESSAGE_BURST: '1000000',
  LIMIT_CONNECTIONS_PER_USER: '1000000',
  LIMIT_CREDENTIAL_PER_MINUTE: '1000000000',
  LIMIT_ADDRESS_PER_MINUTE: '1000000000',
  LIMIT_SIGN_IN_PER_MINUTE: '1000000000',
  LIMIT_EDGE_ADDRESS_PER_MINUTE: '1000000000',
  LIMIT_NEW_VISITORS_PER_MINUTE: '1000000000',
} as const

/** The real server as it is shipped: what `npm start` runs, presence in process. */
export async function product(world: World, plan: ProductPlan): Promise<Target> {
  const port = await freePort()
  const environment = await productEnvironment(world, plan, port)
  const api = productApi(port)
  const people = grown<Person>(api.newPeople)
  const visitors = grown<Visitor>(api.newVisitors)
  return {
    name: plan.name,
    start: () => startAll(world, plan, port, environment),
    people: (_server, count) => people(count),
    visitors: (_server, count) => visitors(count),
    pairs: (_server, people) => api.pairUp(people),
    storedMessages: (_server, pairs) => api.storedMessages(pairs),
    storedOfVisitors: (_server, visitors) => api.storedOfVisitors(visitors),
    jobs: async () => (plan.withJobs ? jobsIn(ownRedisUrl(world)) : undefined),
    onlineCount: () => onlineCount(api, world.jwtSecret),
  }
}

/** The first ones are always the same; more are made when they are asked for. */
function grown<T>(make: (count: number) => Promise<T[]>): (count: number) => Promise<T[]> {
  const known: T[] = []
  return async (count) => {
    if (known.length < count) known.push(...(await make(count - known.length)))
    return known.slice(0, count)
  }
}

function ownRedisUrl({ redis }: World): string {
  return `${redis.url}/1`
}

async function onlineCount(api: ProductApi, jwtSecret: string): Promise<number> {
  const [admin] = await signedPeople(jwtSecret, 1, 'admin')
  return admin ? api.onlineCount(admin) : 0
}

async function productEnvironment(
  world: World,
  plan: ProductPlan,
  port: number,
): Promise<Record<string, string>> {
  const database = plan.name.replaceAll(' ', '_').toLowerCase()
  const storage: Record<string, string> =
    world.options.database === 'postgresql'
      ? { DATABASE_URL: await world.postgres.createDatabase(database) }
      : {}
  return {
    ...RAISED_LIMITS,
    ...storage,
    DEMO: '1',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    JWT_SECRET: world.jwtSecret,
    DATA_DIR: join(world.folder, database),
    HOT_ROUTES: plan.name === 'parley through Next' ? '0' : '1',
    ...(plan.processes === 2 && { REDIS_URL: world.redis.url }),
    ...(plan.withJobs && { REDIS_URL: ownRedisUrl(world) }),
    ...(plan.behindEdge && { EDGE_SECRET }),
  }
}

/** A second process has a port of its own and all else of the first. */
async function startAll(
  world: World,
  plan: ProductPlan,
  port: number,
  environment: Record<string, string>,
): Promise<Server> {
  const first = await startProduct(world, plan, port, environment)
  if (plan.processes !== 2) return first
  const otherPort = await freePort()
  const second = { ...environment, PORT: String(otherPort) }
  const { cpu } = await startProduct(world, plan, otherPort, second)
  const read = () => ({ ...first.cpu.read(), server: first.cpu.read().server + cpu.read().server })
  return { ...first, otherPort, cpu: { read } }
}

async function startProduct(
  world: World,
  plan: ProductPlan,
  port: number,
  environment: Record<string, string>,
): Promise<Server> {
  const probe = plan.probe ? ['--import', `./${world.built(plan.probe)}`] : []
  const process = startProcess({
    name: plan.name,
    command: ['bin/start', ...probe, ...profiling(world)],
    core: SERVER_CORE,
    folder: world.folder,
    environment,
  })
  await untilReady(process, async () => (await fetchStatus(port, '/api/ready')) === 200)
  return { port, process, cpu: world.clock(process.pid) }
}

/** Options of Node that write a profile at its end, if one was asked for. */
export function profiling(world: World): string[] {
  return world.options.profile ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder(world)}`] : []
}

export function profileFolder(world: World): string {
  return join(world.folder, 'profiles')
}

async function fetchStatus(port: number, path: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
  await answer?.arrayBuffer()
  return answer?.status ?? 0
}
