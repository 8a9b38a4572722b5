import type { Logger } from 'pino'

/** Injected, so that tests own the time. */
export interface Timers {
  /** Runs once after `ms`, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void
}

/** Timers that keep no process alive. */
export const systemTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Something done again and again; the next time counts from the end of the last. */
export interface Round {
  name: string
  everyMs: () => number
  run: () => Promise<void>
}

/** Starts rounds; a failed one is logged and comes again. The returned function stops them. */
export function startRounds(timers: Timers, log: Logger, rounds: readonly Round[]): () => void {
  const stops = rounds.map((round) => startRound(timers, log, round))
  return () => {
    for (const stop of stops) stop()
  }
}

function startRound(timers: Timers, log: Logger, { name, everyMs, run }: Round): () => void {
  let stopped = false
  let cancel = () => {}
  const schedule = () => {
    if (stopped) return
    cancel = timers.after(everyMs(), () => {
      run()
        .catch((error) => log.warn({ err: error, round: name }, 'presence round failed'))
        .then(schedule, schedule)
    })
  }
  schedule()
  return () => {
    stopped = true
    cancel()
  }
}
