import { refusal } from '@/lib/errors'

/** Runs work when it is its turn. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Lets `atOnce` pieces of work run together and `mostWaiting` wait for them. What comes on top is
 * refused at once, so that a flood costs its senders time and the process nothing.
 */
export function turns(atOnce: number, mostWaiting: number): Turns {
  const waiting: (() => void)[] = []
  let running = 0

  async function take(): Promise<void> {
    if (running < atOnce) running += 1
    else if (waiting.length < mostWaiting) await new Promise<void>((go) => waiting.push(go))
    else throw refusal('UNAVAILABLE', { sentence: 'Too many people are logging in. Try again.' })
  }

  /** The next one inherits the place, so `running` stays as it is. */
  function pass(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return async (work) => {
    await take()
    try {
      return await work()
    } finally {
      pass()
    }
  }
}
