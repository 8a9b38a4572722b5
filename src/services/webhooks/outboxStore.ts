/** A job for other programs, as it was written with its message. */
export interface Job {
  id: number
  jobType: string
  /** JSON, the same with every repeat. */
  payload: string
  createdAt: string
}

/**
 * Jobs that wait for their stream, in the order in which they were written; those of one
 * conversation are in the order of its messages. What an implementation owes:
 *
 * - A job is there exactly when its message is: both are written in one transaction.
 * - One process relays at a time. The others find the lease taken until it is given back or over.
 * - Batches are numbered without holes; a job keeps the number of the batch that it went with.
 */
export interface OutboxStore {
  /** The number of the last batch, where the lease was free or is the holder's own. */
  lease(holder: string, forMs: number): Promise<number | undefined>
  release(holder: string): Promise<void>
  waiting(limit: number): Promise<Job[]>
  /** False, and nothing noted, where the holder has lost the lease. */
  relayed(holder: string, jobIds: readonly number[], batch: number): Promise<boolean>
  /** What went with later batches waits again, and numbers go on from there. Answers how many. */
  again(holder: string, afterBatch: number): Promise<number>
  /** Removes jobs that were relayed before. */
  forget(relayedBeforeMs: number): Promise<void>
}
