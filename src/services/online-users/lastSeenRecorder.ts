import type { Logger } from 'pino'
import type { WentOffline } from './onlineUsersStore'
import type { Timers } from './timers'

/** Those who go offline together are written together, with the second they left in. */
const COLLECT_MS = 1000
const BATCH = 1000

export interface LastSeenBook {
  recordLastSeen(userIds: readonly string[], atMs: number): Promise<void>
}

interface RecorderParts {
  people: LastSeenBook | undefined
  timers: Timers
  log: Logger
}

/** Writes down when signed-in people were last online; visitors have no account to write it to. Failures are only logged: presence goes on. */
export class LastSeenRecorder {
  #left = new Map<string, number>()
  #cancel: (() => void) | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(private readonly parts: RecorderParts) {}

  recordLater(offline: readonly WentOffline[]): void {
    for (const { userId, kind, lastSeenMs } of offline) {
      if (kind === 'user') this.#left.set(userId, lastSeenMs)
    }
    if (this.#left.size === 0) return
    this.#cancel ??= this.parts.timers.after(COLLECT_MS, () => void this.flush())
  }

  async record(userIds: readonly string[], atMs: number): Promise<void> {
    try {
      for (let at = 0; at < userIds.length; at += BATCH) {
        await this.parts.people?.recordLastSeen(userIds.slice(at, at + BATCH), atMs)
      }
    } catch (error) {
      this.parts.log.warn({ err: error, users: userIds.length }, 'last seen was not recorded')
    }
  }

  /** Writes what waits; resolves when everything begun is written. */
  flush(): Promise<void> {
    this.#cancel?.()
    this.#cancel = undefined
    const left = this.#left
    this.#left = new Map()
    this.#writing = this.#writing.then(() => this.#write(left))
    return this.#writing
  }

  async #write(left: Map<string, number>): Promise<void> {
    for (const [second, userIds] of bySecond(left)) await this.record(userIds, second * 1000)
  }
}

function bySecond(left: Map<string, number>): Map<number, string[]> {
  const seconds = new Map<number, string[]>()
  for (const [userId, atMs] of left) {
    const second = Math.floor(atMs / 1000)
    const users = seconds.get(second)
    if (users) users.push(userId)
    else seconds.set(second, [userId])
  }
  return seconds
}
