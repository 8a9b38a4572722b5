import type { JobConsumer, JobSource, JobStream } from './jobStream'

/** The stream of a process without Redis: a batch is added once its readers have taken it. */
export function memoryJobStream(): JobStream & JobSource {
  const consumers = new Set<JobConsumer>()
  return {
    add: async (batch, jobs) => {
      for (const consumer of consumers) await consumer(jobs)
      return batch
    },
    last: async () => undefined,
    consume: (consumer) => {
      consumers.add(consumer)
      return { close: async () => void consumers.delete(consumer) }
    },
    trim: async () => {},
  }
}
