import type { Logger } from 'pino'

/** A use within this time of the last one is not written down. */
const TOUCH_MS = 60_000
/** Uses of this long are written together. */
const GATHER_MS = 1000

export interface KeyUses {
  /** Returns at once: no caller waits for it. */
  note(keyId: string): void
  /** Writes what waits. */
  close(): Promise<void>
}

interface Options {
  record(uses: ReadonlyMap<string, Date>): Promise<void>
  log: Logger
  now(): number
}

/** When keys were last used, written down behind those who use them. */
export function keyUses({ record, log, now }: Options): KeyUses {
  const notedAtMs = new Map<string, number>()
  let waiting = new Map<string, Date>()
  let timer: NodeJS.Timeout | undefined

  function note(keyId: string): void {
    const lastMs = notedAtMs.get(keyId)
    if (lastMs !== undefined && now() - lastMs < TOUCH_MS) return
    notedAtMs.set(keyId, now())
    waiting.set(keyId, new Date(now()))
    timer ??= setTimeout(() => void write(), GATHER_MS).unref()
  }

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (waiting.size === 0) return
    const uses = waiting
    waiting = new Map()
    try {
      await record(uses)
    } catch (error) {
      log.warn({ err: error, keys: uses.size }, 'uses of keys were not written down')
    }
  }

  return { note, close: write }
}
