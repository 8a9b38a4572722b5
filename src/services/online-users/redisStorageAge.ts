import type { Redis } from 'ioredis'
import { FILLED_AGAIN_MS } from './onlineUsersStore'

/** Redis tells for how long it has been up in whole seconds. */
const UNSURE_MS = 1000

/** How long ago the Redis on the other side was started. */
export class RedisStorageAge {
  /** By this process' clock. */
  #filledAtMs = 0
  /** By Redis' clock, at the earliest. */
  #startedAtMs = 0

  constructor(
    private readonly client: Redis,
    private readonly now: () => number = Date.now,
  ) {
    client.on('ready', () => void this.#look())
    if (client.status === 'ready') void this.#look()
  }

  /** An epoch is when it began, in microseconds. */
  isFilling(epoch: string): boolean {
    return this.now() < this.#filledAtMs && Number(epoch) / 1000 >= this.#startedAtMs
  }

  async #look(): Promise<void> {
    const info = await this.client.info('server').catch(() => '')
    const upMs = numberIn(info, 'uptime_in_seconds') * 1000
    this.#filledAtMs = this.now() + FILLED_AGAIN_MS - upMs
    this.#startedAtMs = numberIn(info, 'server_time_usec') / 1000 - upMs - UNSURE_MS
  }
}

/** NaN, which is less and more than nothing, where Redis does not say. */
function numberIn(info: string, field: string): number {
  return Number(info.match(new RegExp(`^${field}:(\\d+)`, 'm'))?.[1] ?? Number.NaN)
}
