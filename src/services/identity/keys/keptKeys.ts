import type { StoredKey } from './apiKeyStore'

/** How long a change may go unnoticed where nobody tells of it. */
const FRESH_MS = 30_000
const MOST_KEPT = 10_000

export interface KeptKeys {
  find(hash: string): Promise<StoredKey | undefined>
  /** Reads all anew. */
  forget(): void
}

interface Options {
  read(hash: string): Promise<StoredKey | undefined>
  now(): number
}

/**
 * Keys as they were read a moment ago: thousands of sockets come with the same one. Those who ask
 * at once share one reading; what is no key is not kept.
 */
export function keptKeys({ read, now }: Options): KeptKeys {
  const kept = new Map<string, { reading: Promise<StoredKey | undefined>; readAtMs: number }>()

  function find(hash: string): Promise<StoredKey | undefined> {
    const known = kept.get(hash)
    if (known && now() - known.readAtMs < FRESH_MS) return known.reading
    const reading = read(hash)
    kept.delete(hash)
    kept.set(hash, { reading, readAtMs: now() })
    const drop = () => kept.get(hash)?.reading === reading && kept.delete(hash)
    reading.then((key) => key ?? drop(), drop)
    if (kept.size > MOST_KEPT) dropOldest()
    return reading
  }

  function dropOldest(): void {
    const [oldest] = kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
  }

  return { find, forget: () => kept.clear() }
}
