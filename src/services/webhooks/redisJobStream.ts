import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Redis } from 'ioredis'
import type { JobSource, JobStream } from './jobStream'
import { OWN_GROUP, RedisJobReader } from './redisJobReader'

/** The guides' stream. */
const STREAM = 'meta:webhook_jobs'
/** Beside it in the same slot of a cluster. */
const LAST = 'parley:{meta:webhook_jobs}:batch'
/** Jobs that nobody reads in a group are kept as long as their rows. */
const UNREAD_MS = 24 * 3_600_000

type Scripted = Record<'addJobs', (...args: (string | number)[]) => Promise<number>>

export function redisJobStream(client: Redis, now: () => number = Date.now): JobStream & JobSource {
  // From the project's root: the bundled server has no folder of its own.
  const lua = readFileSync(resolve('src/services/webhooks/redis/add.lua'), 'utf8')
  client.defineCommand('addJobs', { lua, numberOfKeys: 2 })
  return {
    add: (batch, jobs) => {
      const fields = jobs.flatMap(({ jobType, payload, createdAt }) => [
        jobType,
        payload,
        createdAt,
      ])
      return (client as unknown as Scripted).addJobs(STREAM, LAST, batch, ...fields)
    },
    last: async () => Number((await client.get(LAST)) ?? 0),
    consume: (consumer) => new RedisJobReader(client, STREAM, consumer),
    trim: async () => {
      await client.xtrim(STREAM, 'MINID', await firstNeeded(client, now()))
    },
  }
}

/** The oldest entry that some group has still to read or to acknowledge. */
async function firstNeeded(client: Redis, nowMs: number): Promise<string> {
  const found = (await client.xinfo('GROUPS', STREAM).catch(() => [])) as unknown[][]
  const groups = found.map(fieldsOf)
  const needed = await Promise.all(groups.map((group) => neededBy(client, group)))
  // Our own group reads at once; programs that read without a group still have their day.
  if (groups.every((group) => group.get('name') === OWN_GROUP))
    needed.push(`${nowMs - UNREAD_MS}-0`)
  return needed.reduce((oldest, id) => (isBefore(id, oldest) ? id : oldest))
}

async function neededBy(client: Redis, group: Map<string, unknown>): Promise<string> {
  const delivered = String(group.get('last-delivered-id'))
  if (Number(group.get('pending')) === 0) return delivered
  const [, oldest] = (await client.xpending(STREAM, String(group.get('name')))) as [number, string]
  return oldest ?? delivered
}

/** Redis answers names and values in turn. */
function fieldsOf(pairs: unknown[]): Map<string, unknown> {
  const fields = new Map<string, unknown>()
  for (let at = 0; at < pairs.length; at += 2) fields.set(String(pairs[at]), pairs[at + 1])
  return fields
}

function isBefore(one: string, other: string): boolean {
  const [ms = 0, nth = 0] = one.split('-').map(Number)
  const [otherMs = 0, otherNth = 0] = other.split('-').map(Number)
  return ms < otherMs || (ms === otherMs && nth < otherNth)
}
