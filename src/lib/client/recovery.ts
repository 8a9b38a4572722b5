import { isSignedOut } from '../parleyApiError'
import { backOffMs } from './backOff'
import type { Clock } from './clock'

/** Reads everything that was missed, again and again until it is all there. */
export interface Recovery {
  /** Begins anew; what is under way counts no more. */
  begin(): void
  cancel(): void
}

interface Options {
  clock: Clock
  random: () => number
  /** Reads everything once. Rejects when something is missing still. */
  read(): Promise<void>
  onRecovered(): void
  onSignedOut(): void
}

export function createRecovery(options: Options): Recovery {
  let round = 0
  let cancelRetry = () => {}

  return {
    begin: () => {
      cancel()
      void attempt(round, 0)
    },
    cancel,
  }

  function cancel(): void {
    cancelRetry()
    round += 1
  }

  async function attempt(thisRound: number, failures: number): Promise<void> {
    const failed = await options.read().then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    if (thisRound !== round) return
    if (!failed) return options.onRecovered()
    if (isSignedOut(failed.error)) return options.onSignedOut()
    const waitMs = backOffMs(failures, options.random())
    cancelRetry = options.clock.after(waitMs, () => void attempt(thisRound, failures + 1))
  }
}
