/**
 * Waiting messages, one lane per conversation. A conversation is in one batch at a time: what
 * arrives for it meanwhile waits behind the batch. That keeps its order, and keeps batches of this
 * process from waiting for each other's locks.
 */
export interface MessageLanes<T> {
  /** How many wait. */
  size(): number
  /** Whether `take` would find something. */
  hasReady(): boolean
  add(conversationId: string, entry: T): void
  /** The next batch: whole lanes, the longest waiting first, cut at the largest batch. */
  take(): Batch<T>
  /** Lets the conversations of a finished batch go on. */
  release(batch: Batch<T>): void
}

export interface Batch<T> {
  conversationIds: string[]
  entries: T[]
}

export function messageLanes<T>(maxEntries: number): MessageLanes<T> {
  const ready = new Map<string, T[]>()
  const behind = new Map<string, T[]>()
  let size = 0
  return {
    size: () => size,
    hasReady: () => ready.size > 0,
    add: (conversationId, entry) => {
      size += 1
      const lane = behind.get(conversationId) ?? ready.get(conversationId)
      if (lane) lane.push(entry)
      else ready.set(conversationId, [entry])
    },
    take: () => {
      const batch: Batch<T> = { conversationIds: [], entries: [] }
      for (const [conversationId, lane] of ready) {
        if (batch.entries.length === maxEntries) break
        ready.delete(conversationId)
        behind.set(conversationId, lane.splice(maxEntries - batch.entries.length))
        batch.conversationIds.push(conversationId)
        batch.entries.push(...lane)
      }
      size -= batch.entries.length
      return batch
    },
    release: ({ conversationIds }) => {
      for (const conversationId of conversationIds) {
        const lane = behind.get(conversationId)
        behind.delete(conversationId)
        if (lane && lane.length > 0) ready.set(conversationId, lane)
      }
    },
  }
}
