import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Redis } from 'ioredis'

/** Longer commands would hold up what others ask of Redis. */
const MOST_TOGETHER = 500

/** What `RateLimiterRedis` asks of its client for one request: `[key, points, seconds]`, points being 1. */
export interface CountingClient {
  readonly status: string
  rlflxIncr(asked: readonly string[]): Promise<[count: number, leftMs: number]>
}

type Scripted = Record<'countTogether', (...args: (string | number)[]) => Promise<number[]>>

interface Waiting {
  key: string
  seconds: string
  resolve(counted: [count: number, leftMs: number]): void
  reject(error: unknown): void
}

/**
 * Counters of all limits. The requests of a turn of the loop are one command, and so are those that come
 * while one is on its way: with many requests that saves more than it makes them wait.
 */
export function countTogether(client: Redis): CountingClient {
  // From the project's root: the bundled server has no folder of its own.
  client.defineCommand('countTogether', {
    lua: readFileSync(resolve('src/services/redis/countTogether.lua'), 'utf8'),
  })
  const waiting: Waiting[] = []
  let isCounting = false

  async function countWaiting(): Promise<void> {
    while (waiting.length > 0) await count(client, waiting.splice(0, MOST_TOGETHER))
    isCounting = false
  }

  return {
    get status() {
      return client.status
    },
    rlflxIncr: ([key = '', , seconds = '']) =>
      new Promise((resolve, reject) => {
        waiting.push({ key, seconds, resolve, reject })
        if (isCounting) return
        isCounting = true
        setImmediate(countWaiting)
      }),
  }
}

async function count(client: Redis, requests: readonly Waiting[]): Promise<void> {
  const keys = requests.map(({ key }) => key)
  const seconds = requests.map((request) => request.seconds)
  try {
    const { countTogether } = client as unknown as Scripted
    const counted = await countTogether.call(client, keys.length, ...keys, ...seconds)
    for (const [nth, { resolve }] of requests.entries())
      resolve([counted[2 * nth] ?? 0, counted[2 * nth + 1] ?? 0])
  } catch (error) {
    for (const { reject } of requests) reject(error)
  }
}
