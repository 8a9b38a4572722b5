/**
 * The tab's storage. Private modes and frames may refuse it, servers have none: then values live
 * as long as the page.
 */
const memory = new Map<string, string>()

export const tabStorage = {
  get(key: string): string | null {
    return storage()?.getItem(key) ?? memory.get(key) ?? null
  },
  set(key: string, value: string): void {
    memory.set(key, value)
    try {
      storage()?.setItem(key, value)
    } catch {
      // Full or refused: the copy in memory has to do.
    }
  },
  remove(key: string): void {
    memory.delete(key)
    storage()?.removeItem(key)
  },
}

/** Merely reading the property throws where storage is refused. */
function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage
  } catch {
    return undefined
  }
}
