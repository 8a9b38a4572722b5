/** Time as the SDK sees it, so that tests can hold it in hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once after a delay. @returns what calls it off; harmless afterwards. */
  after(delayMs: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
