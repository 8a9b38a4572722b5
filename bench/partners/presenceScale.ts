import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { memoryOnlineUsersStore, redisOnlineUsersStore } from '@/services/online-users'
import type { ConnectionData } from '@/services/online-users/onlineUsersStore'

/**
 * Presence alone, at growing numbers of people: what a join, a page of the admin's list and a
 * count cost. A program of its own, so that it has a core to itself; prints its figures as JSON.
 */
interface ScaleOptions {
  kind: 'memory' | 'redis' | 'guide'
  redisUrl: string
  redisPid: number
  sizes: readonly number[]
}

/** The part of presence that is measured, whoever keeps it. */
interface Kept {
  join(index: number): Promise<unknown>
  leave(index: number): Promise<unknown>
  /** The first hundred; the guides have no pages and read everybody. */
  page(): Promise<unknown>
  count(): Promise<number>
  /** Everybody, and how long the longest single step took. */
  longestStepMs(): Promise<number>
}

const TENANT = 'tenant-123'
/** People who come and leave again while the others stay. */
const COMERS = 5000
const READINGS = 50
const PROBE_MS = 1
const options: ScaleOptions = JSON.parse(process.argv[2] ?? '{}')
const client = new Redis(options.redisUrl, { enableAutoPipelining: true })
await client.flushall()
const kept = options.kind === 'guide' ? guide() : store(options.kind)
const figures: Record<string, number> = {}
let joined = 0
for (const size of options.sizes) Object.assign(figures, await measuredAt(size))
process.stdout.write(`${JSON.stringify(figures)}\n`)
process.exit(0)

async function measuredAt(size: number): Promise<Record<string, number>> {
  await joinUpTo(size)
  await comeAndGo(COMERS / 5)
  const before = cpuMicroseconds()
  await comeAndGo(COMERS)
  const cpu = cpuMicroseconds() - before
  if ((await kept.count()) !== size) throw new Error(`${size} joined and not all are counted`)
  const at = `, ${size.toLocaleString('en-US')} online`
  const wholeList = await readWhole()
  return {
    [`CPU µs/join and leave${at}`]: cpu / COMERS,
    [`page of 100 ms${at}`]: await medianMs(() => kept.page()),
    [`count ms${at}`]: await medianMs(() => kept.count()),
    [`longest step of a whole list ms${at}`]: wholeList.longestStepMs,
    [`loop blocked by a whole list ms${at}`]: wholeList.blockedMs,
    [`longest collection in it ms${at}`]: wholeList.collectionMs,
  }
}

interface WholeList {
  longestStepMs: number
  blockedMs: number
  collectionMs: number
}

/** A step is also waiting for Redis; what others of the process feel is the block. */
async function readWhole(): Promise<WholeList> {
  const delay = monitorEventLoopDelay({ resolution: PROBE_MS })
  delay.enable()
  await pause(5 * PROBE_MS)
  delay.reset()
  const collections = watchCollections()
  const longestStepMs = await kept.longestStepMs()
  await pause(5 * PROBE_MS)
  delay.disable()
  const blockedMs = delay.max / 1e6 - PROBE_MS
  return { longestStepMs, blockedMs, collectionMs: collections.longestMs() }
}

function watchCollections() {
  const durations = [0]
  const observer = new PerformanceObserver((list) => {
    durations.push(...list.getEntries().map(({ duration }) => duration))
  })
  observer.observe({ entryTypes: ['gc'] })
  const longestMs = () => {
    observer.disconnect()
    return Math.max(...durations)
  }
  return { longestMs }
}

/** A hundred on their way at once, as when people come in a crowd. */
async function joinUpTo(size: number): Promise<void> {
  while (joined < size) {
    const some = Math.min(100, size - joined)
    await Promise.all(Array.from({ length: some }, (_, index) => kept.join(joined + index)))
    joined += some
  }
}

async function comeAndGo(count: number): Promise<void> {
  for (let done = 0; done < count; done += 100) {
    const some = Array.from({ length: 100 }, (_, index) => 1_000_000 + done + index)
    await Promise.all(some.map((index) => kept.join(index)))
    await Promise.all(some.map((index) => kept.leave(index)))
  }
}

async function medianMs(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < READINGS; count++) times.push(await lengthMs(read))
  return times.sort((a, b) => a - b)[READINGS / 2] ?? 0
}

async function lengthMs(run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await run()
  return performance.now() - startMs
}

/** Of this program and of Redis. */
function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  const stat = readFileSync(`/proc/${options.redisPid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return user + system + (Number(fields[11]) + Number(fields[12])) * 10_000
}

function store(kind: 'memory' | 'redis'): Kept {
  const presence =
    kind === 'memory'
      ? memoryOnlineUsersStore()
      : redisOnlineUsersStore({ client, subscriber: new Redis(options.redisUrl) })
  const first = { limit: 100 }
  return {
    join: (index) =>
      presence.join({
        tenantId: TENANT,
        instance: `instance-${index}`,
        userId: `v_${index}`,
        nodeId: 'node',
        data: dataOf(index),
      }),
    leave: (index) =>
      presence.leave({ tenantId: TENANT, instance: `instance-${index}`, graceMs: 0 }),
    page: () => presence.page(TENANT, first),
    count: () => presence.count(TENANT),
    longestStepMs: async () => {
      let longestMs = 0
      let cursor: string | undefined
      do {
        const startMs = performance.now()
        const page = await presence.page(TENANT, { limit: 1000, cursor })
        longestMs = Math.max(longestMs, performance.now() - startMs)
        cursor = page.nextCursor
      } while (cursor !== undefined)
      return longestMs
    },
  }
}

/** The pseudo-code as it stands: a field per user, and the whole hash for every list. */
function guide(): Kept {
  const key = `online_users:${TENANT}`
  const everybody = async () => {
    const fields = Object.entries(await client.hgetall(key))
    return fields.map(([userId, text]) => ({ userId, ...JSON.parse(text) }))
  }
  return {
    join: (index) => client.hset(key, `v_${index}`, JSON.stringify(dataOf(index))),
    leave: (index) => client.hdel(key, `v_${index}`),
    page: everybody,
    count: async () => (await everybody()).length,
    longestStepMs: () => lengthMs(everybody),
  }
}

function dataOf(index: number): ConnectionData {
  const now = new Date().toISOString()
  return {
    sessionId: `session-${index}`,
    connectedAt: now,
    domain: 'shop.example',
    origin: 'https://shop.example',
    url: `https://shop.example/products/${index % 50}`,
    kind: 'visitor',
    title: `Product ${index % 50}`,
    active: true,
    lastActiveAt: now,
  }
}
