import type { Clock } from './clock'

const everyMs = 5_000
/** The second question comes sooner: it decides between polling and offline. */
const secondAfterMs = 3_000

/** Asks again and again while it is active, never twice at the same time. */
export interface Poller {
  setActive(active: boolean): void
}

/** @param ask must not reject. */
export function createPoller(clock: Clock, ask: () => Promise<void>): Poller {
  let round = 0
  let cancel = () => {}

  return {
    setActive: (active) => {
      cancel()
      round += 1
      if (active) run(round, secondAfterMs)
    },
  }

  function run(thisRound: number, nextMs: number): void {
    void ask().then(() => {
      if (thisRound === round) cancel = clock.after(nextMs, () => run(thisRound, everyMs))
    })
  }
}
