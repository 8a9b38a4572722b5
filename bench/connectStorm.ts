import { setTimeout as pause } from 'node:timers/promises'
import { connectAll, openWatcher, untilHeard, type Watcher } from './load/connectLoad'
import { type CpuTimes, cpuBetween } from './processes/cpuClock'
import { waitFor } from './processes/waitFor'
import { signedPeople } from './targets/signedPeople'
import type { Person, Server, Target } from './targets/target'

const WARM_UP_PEOPLE = 500

export interface StormPlan {
  target: Target
  jwtSecret: string
  people: number
  watching: number
}

export interface Memory {
  rss: number
  heapUsed: number
  external: number
}

export interface Storm {
  people: number
  acceptedMs: number
  cpu: CpuTimes
  cpuMs: number
  framesPerWatcher: number
  before: Memory
  after: Memory
}

/** Everybody connects at once, to a fresh server: no storm inherits another one's memory. */
export async function storm(plan: StormPlan): Promise<Storm> {
  const { target, people: count, watching } = plan
  const server = await target.start()
  const everybody = await signedPeople(plan.jwtSecret, WARM_UP_PEOPLE + count, 'member')
  await warmUp(server, everybody.slice(0, WARM_UP_PEOPLE))
  const watchers = await openWatchers(server, plan)
  const before = await memoryAtRest(server)
  for (const watcher of watchers) watcher.reset()
  const cpuBefore = server.cpu.read()
  const startMs = performance.now()
  const sockets = await connectAll(server, everybody.slice(WARM_UP_PEOPLE))
  const acceptedMs = performance.now() - startMs
  await untilHeard(watchers, count)
  const cpu = cpuBetween(cpuBefore, server.cpu.read())
  const cpuMs = performance.now() - startMs
  await untilListed(target, server, count)
  await pause(500)
  const after = await memoryAtRest(server)
  const frames = watchers.reduce((sum, watcher) => sum + watcher.frames(), 0)
  for (const socket of [...watchers, ...sockets]) socket.close()
  await server.process.stop()
  const framesPerWatcher = watching ? frames / watching : 0
  return { people: count, acceptedMs, cpu, cpuMs, framesPerWatcher, before, after }
}

/** The first hundreds pay for the compiler. They leave again before anybody watches. */
async function warmUp(server: Server, people: readonly Person[]): Promise<void> {
  for (const socket of await connectAll(server, people)) socket.close()
  await pause(500)
}

async function openWatchers(
  server: Server,
  { jwtSecret, watching }: StormPlan,
): Promise<Watcher[]> {
  const watchers: Watcher[] = []
  for (const admin of await signedPeople(jwtSecret, watching, 'admin')) {
    watchers.push(await openWatcher(server, admin))
  }
  await pause(1000)
  return watchers
}

/** Announced means listed: everybody who was accepted is counted as online. */
async function untilListed(target: Target, server: Server, count: number): Promise<void> {
  const listed = async () => ((await target.onlineCount(server)) ?? count) >= count
  await waitFor(`${target.name} to count ${count} people as online`, listed)
}

/** What is left after garbage collection, as the server itself says (see memoryProbe). */
async function memoryAtRest(server: Server): Promise<Memory> {
  const lines = () => server.process.output().match(/^bench-memory .*$/gm) ?? []
  const known = lines().length
  server.process.signal('SIGUSR2')
  await waitFor('the memory probe to answer', () => lines().length > known, 30_000)
  return JSON.parse(lines().at(-1)?.slice('bench-memory '.length) ?? '{}')
}
