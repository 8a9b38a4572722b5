import type { Clock } from '../clock'

interface Timer {
  atMs: number
  run: () => void
}

/** Time that passes only when it is told to. */
export class FakeClock implements Clock {
  #nowMs = 1_000_000
  #timers = new Set<Timer>()

  now = (): number => this.#nowMs

  after = (delayMs: number, run: () => void): (() => void) => {
    const timer = { atMs: this.#nowMs + delayMs, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Runs what is due on the way, and lets promises settle in between. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms
    await settled()
    for (let timer = this.#next(endMs); timer; timer = this.#next(endMs)) {
      this.#timers.delete(timer)
      this.#nowMs = timer.atMs
      timer.run()
      await settled()
    }
    this.#nowMs = endMs
  }

  get pending(): number {
    return this.#timers.size
  }

  #next(endMs: number): Timer | undefined {
    const due = [...this.#timers].filter(({ atMs }) => atMs <= endMs)
    return due.sort((one, other) => one.atMs - other.atMs)[0]
  }
}

/** Every promise that can settle without time passing has settled. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
