import type { Job } from './outboxStore'

/** What a reader of the stream needs of a job. */
export type ReadJob = Pick<Job, 'jobType' | 'payload'>

/** Takes jobs; they count as read once it resolves, and come again where it rejects. */
export type JobConsumer = (jobs: readonly ReadJob[]) => Promise<void>

/**
 * Where other programs read jobs. A stream may be emptied, or come back as it was a while ago: it
 * keeps the number of the last batch beside the jobs, changed with them or not at all.
 */
export interface JobStream {
  /**
   * Adds the jobs as this batch and answers its number. A stream that has not seen the batch before
   * it adds nothing, and answers the last one that it has.
   */
  add(batch: number, jobs: readonly Job[]): Promise<number>
  /** The last batch that it has; undefined where it keeps none and has lost none. */
  last(): Promise<number | undefined>
  /** Removes what every group of readers has acknowledged. */
  trim(): Promise<void>
}

/** The same stream, for Parley's own webhooks. */
export interface JobSource {
  /** Every job at least once, by one of all processes. Other readers are not disturbed. */
  consume(consumer: JobConsumer): { close(): Promise<void> }
}
