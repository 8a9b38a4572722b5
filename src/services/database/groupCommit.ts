/** What waits to be committed, and how it is cut into batches. */
export interface Waiting<Batch> {
  /** How many wait. */
  size(): number
  /** Whether `take` would find something. */
  hasReady(): boolean
  take(): Batch
  /** The batch is written: what it kept back may go on. */
  release(batch: Batch): void
}

export interface GroupCommitOptions<Batch> {
  waiting: Waiting<Batch>
  /** Batches in flight at once. */
  writers: number
  /** Writes a batch; never rejects. What it answers is called once the next ones are on their way. */
  write(batch: Batch): Promise<() => void>
  /** When what has arrived is looked at; after the turn of the loop unless told. */
  atEndOfTurn?: ((run: () => void) => void) | undefined
}

export interface GroupCommit {
  /** Something has arrived. */
  arrived(): void
  /** Writes what waits. */
  close(): Promise<void>
}

/** Batches that are written at once; another one beside them must be worth its round trip. */
const FREE_WRITERS = 2
const WORTH_ANOTHER = 32

/**
 * Group commit without a timer: what arrives in one turn of the loop, or while batches are in
 * flight, is the next batch. More than two are in flight only while commits are slow.
 */
export function groupCommit<Batch>(options: GroupCommitOptions<Batch>): GroupCommit {
  const { waiting, writers, write, atEndOfTurn = setImmediate } = options
  const inFlight = new Set<Promise<void>>()
  let due = false

  const mayStart = () =>
    waiting.hasReady() &&
    inFlight.size < writers &&
    (inFlight.size < FREE_WRITERS || waiting.size() >= WORTH_ANOTHER)
  const startBatches = () => {
    due = false
    while (mayStart()) start(waiting.take())
  }
  const start = (batch: Batch) => {
    const run: Promise<void> = write(batch).then((settle) => {
      inFlight.delete(run)
      waiting.release(batch)
      startBatches()
      settle()
    })
    inFlight.add(run)
  }
  return {
    arrived: () => {
      if (due) return
      due = true
      atEndOfTurn(startBatches)
    },
    close: async () => {
      startBatches()
      while (inFlight.size > 0) await Promise.all(inFlight)
    },
  }
}
