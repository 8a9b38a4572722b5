import type { PresenceBatch } from '@/lib/protocol'
import type { WatcherGroup } from './presenceAudience'

/**
 * Batches in which a group sees nothing are not sent: ten thousand visitors would fill the sockets
 * of members with empty frames. Their versions are claimed by the next batch that has something, so
 * whoever counts finds no hole.
 */
export class UntoldVersions {
  readonly #untold = new Map<WatcherGroup, PresenceBatch>()

  /** The batches that have something to say, with what went unsaid before each. */
  carriedBy(batches: readonly PresenceBatch[], group: WatcherGroup): PresenceBatch[] {
    return batches.flatMap((batch) => {
      const carrying = joined(this.#untold.get(group), batch)
      this.#untold.delete(group)
      if (carrying.changes.length > 0) return [carrying]
      this.#untold.set(group, carrying)
      return []
    })
  }
}

/** Nothing is claimed across a hole. */
function joined(untold: PresenceBatch | undefined, batch: PresenceBatch): PresenceBatch {
  const follows = untold?.epoch === batch.epoch && untold.to + 1 === batch.from
  return follows ? { ...batch, from: untold.from } : batch
}
