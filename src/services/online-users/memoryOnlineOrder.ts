const CHUNK = 512

/** Something with a place: numbers that only grow. */
export interface Placed {
  readonly place: number
}

/**
 * Entries in the order of their places, in chunks of at most 512: adding is at the end, removing
 * and seeking are two binary searches, so pages cost the same at any size.
 */
export class OnlineOrder<Entry extends Placed> {
  #chunks: Entry[][] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  /** `entry.place` is greater than any before. */
  append(entry: Entry): void {
    const last = this.#chunks.at(-1)
    if (last && last.length < CHUNK) last.push(entry)
    else this.#chunks.push([entry])
    this.#size += 1
  }

  remove(entry: Entry): void {
    const at = this.#chunkOf(entry.place)
    const chunk = this.#chunks[at]
    const index = chunk ? firstBehind(chunk, entry.place - 1) : 0
    if (chunk?.[index] !== entry) return
    chunk.splice(index, 1)
    this.#size -= 1
    if (chunk.length === 0) this.#chunks.splice(at, 1)
  }

  /** Entries behind a place, in order. */
  *after(place: number): Generator<Entry> {
    const first = this.#chunkOf(place)
    for (let at = first; at < this.#chunks.length; at += 1) {
      const chunk = this.#chunks[at] ?? []
      for (let index = at === first ? firstBehind(chunk, place) : 0; index < chunk.length; index++)
        yield chunk[index] as Entry
    }
  }

  /** Entries before a place, the last of them first. */
  *before(place: number): Generator<Entry> {
    const first = this.#chunkOf(place)
    for (let at = first; at >= 0; at -= 1) {
      const chunk = this.#chunks[at] ?? []
      const end = at === first ? firstBehind(chunk, place - 1) : chunk.length
      for (let index = end - 1; index >= 0; index--) yield chunk[index] as Entry
    }
  }

  /** The last chunk that begins at or before the place. */
  #chunkOf(place: number): number {
    let low = 0
    let high = this.#chunks.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#chunks[middle]?.[0]?.place ?? 0) <= place) low = middle
      else high = middle - 1
    }
    return low
  }
}

function firstBehind(chunk: readonly Placed[], place: number): number {
  let low = 0
  let high = chunk.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((chunk[middle]?.place ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low
}
