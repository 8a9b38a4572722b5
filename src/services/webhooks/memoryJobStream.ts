import type { JobStream } from './jobStream'
import type { Job } from './outboxStore'

export interface MemoryJobStream extends JobStream {
  /** A batch counts as added once every consumer has taken it. */
  consume(consumer: (jobs: readonly Job[]) => Promise<void>): void
}

/** The stream of a process without Redis: its consumers are in the process, and nothing is kept. */
export function memoryJobStream(): MemoryJobStream {
  const consumers: ((jobs: readonly Job[]) => Promise<void>)[] = []
  return {
    consume: (consumer) => void consumers.push(consumer),
    add: async (batch, jobs) => {
      for (const consumer of consumers) await consumer(jobs)
      return batch
    },
    last: async () => undefined,
    trim: async () => {},
  }
}
