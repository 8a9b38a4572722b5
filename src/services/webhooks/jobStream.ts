import type { Job } from './outboxStore'

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
