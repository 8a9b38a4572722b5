import { setImmediate } from 'node:timers/promises'
import type { Timers } from './timers'

interface Waiting {
  dueMs: number
  run: () => void
}

/** Time that passes only when told to. */
export class TestClock {
  #nowMs = Date.UTC(2026, 0, 15, 9)
  #waiting: Waiting[] = []

  readonly now = () => this.#nowMs

  readonly timers: Timers = {
    after: (ms, run) => {
      const waiting = { dueMs: this.#nowMs + ms, run }
      this.#waiting.push(waiting)
      return () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
      }
    },
  }

  /** How many timers are set. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Runs every timer that becomes due, in order, with everything it sets off. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms
    await setImmediate()
    for (let next = this.#next(endMs); next; next = this.#next(endMs)) {
      this.#waiting = this.#waiting.filter((other) => other !== next)
      this.#nowMs = Math.max(this.#nowMs, next.dueMs)
      next.run()
      await setImmediate()
    }
    this.#nowMs = endMs
  }

  /** The process hangs: time passes and no timer runs. */
  freeze(ms: number): void {
    this.#nowMs += ms
  }

  #next(endMs: number): Waiting | undefined {
    const due = this.#waiting.filter(({ dueMs }) => dueMs <= endMs)
    return due.sort((one, other) => one.dueMs - other.dueMs)[0]
  }
}
