import type { Logger } from 'pino'

/** What happens again within this time is not written down. */
const TOUCH_MS = 60_000
/** Times of this long are written together. */
const GATHER_MS = 1000
const MOST_KNOWN = 10_000

export interface LastTimes {
  /** It happens now. Returns at once: nobody waits for it. */
  note(name: string): void
  /** Its next time is written whenever it comes. */
  forget(name: string): void
  /** Writes what waits. */
  close(): Promise<void>
}

interface Options {
  /** What it is that happens, for the log. */
  what: string
  record(times: ReadonlyMap<string, Date>): Promise<void>
  log: Logger
  now(): number
}

/** When things last happened, by their names, written down behind those who do them. */
export function lastTimes({ what, record, log, now }: Options): LastTimes {
  const notedAtMs = new Map<string, number>()
  let waiting = new Map<string, Date>()
  let timer: NodeJS.Timeout | undefined

  function note(name: string): void {
    const lastMs = notedAtMs.get(name)
    if (lastMs !== undefined && now() - lastMs < TOUCH_MS) return
    if (notedAtMs.size >= MOST_KNOWN) notedAtMs.clear()
    notedAtMs.set(name, now())
    waiting.set(name, new Date(now()))
    timer ??= setTimeout(() => void write(), GATHER_MS).unref()
  }

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (waiting.size === 0) return
    const times = waiting
    waiting = new Map()
    try {
      await record(times)
    } catch (error) {
      log.warn({ err: error, many: times.size }, `${what} were not written down`)
    }
  }

  return { note, forget: (name) => void notedAtMs.delete(name), close: write }
}
