import type { ConversationStore, Delivered, DeliveredMark } from './conversationStore'

/** The way of delivered marks into storage: many at once, so that they cost messages nothing. */
export interface DeliveredMarks {
  /** Undefined for who takes no part. Of several marks of one user only the first has moved. */
  mark(delivered: Delivered): Promise<DeliveredMark | undefined>
  /** Stores what waits. */
  close(): Promise<void>
}

interface Options {
  markDelivered: ConversationStore['markDelivered']
  gatherMs?: number
  maxBatch?: number
}

interface Waiting {
  delivered: Delivered
  answers: { resolve(mark: DeliveredMark | undefined): void; reject(error: unknown): void }[]
}

/** Gathers for a moment, and while a statement is in flight: then one statement carries all of it. */
export function deliveredMarks(options: Options): DeliveredMarks {
  const { markDelivered, gatherMs = 100, maxBatch = 1000 } = options
  const waiting = new Map<string, Waiting>()
  let running: Promise<void> | undefined

  return {
    mark: (delivered) =>
      new Promise((resolve, reject) => {
        add(waiting, delivered, { resolve, reject })
        running ??= run()
      }),
    close: async () => {
      await running
    },
  }

  async function run(): Promise<void> {
    while (waiting.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, gatherMs))
      const batch = [...waiting].slice(0, maxBatch)
      for (const [key] of batch) waiting.delete(key)
      await store(batch.map(([, one]) => one))
    }
    running = undefined
  }

  async function store(batch: Waiting[]): Promise<void> {
    try {
      const marks = await markDelivered(batch.map(({ delivered }) => delivered))
      for (const [index, { answers }] of batch.entries()) answer(answers, marks[index])
    } catch (error) {
      for (const { reject } of batch.flatMap(({ answers }) => answers)) reject(error)
    }
  }
}

/** One row cannot be updated twice by a statement: the highest mark stands for the others. */
function add(
  waiting: Map<string, Waiting>,
  delivered: Delivered,
  answer: Waiting['answers'][number],
): void {
  const key = JSON.stringify([delivered.tenantId, delivered.userId, delivered.conversationId])
  const before = waiting.get(key)
  const higher = before && before.delivered.seq > delivered.seq ? before.delivered : delivered
  waiting.set(key, { delivered: higher, answers: [...(before?.answers ?? []), answer] })
}

function answer([first, ...others]: Waiting['answers'], mark: DeliveredMark | undefined): void {
  first?.resolve(mark)
  for (const { resolve } of others) resolve(mark && { ...mark, moved: false })
}
