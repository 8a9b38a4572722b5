/**
 * What is kept in the browser. Private modes and frames may refuse it, servers have none: then
 * values live as long as the page.
 */
export interface KeptStorage {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

/** Of this tab alone; survives reloads. */
export const tabStorage = keptStorage('sessionStorage')
/** Of all tabs of the website; survives the browser. */
export const siteStorage = keptStorage('localStorage')

function keptStorage(name: 'sessionStorage' | 'localStorage'): KeptStorage {
  const memory = new Map<string, string>()
  return {
    get: (key) => storage(name)?.getItem(key) ?? memory.get(key) ?? null,
    set: (key, value) => {
      memory.set(key, value)
      try {
        storage(name)?.setItem(key, value)
      } catch {
        // Full or refused: the copy in memory has to do.
      }
    },
    remove: (key) => {
      memory.delete(key)
      storage(name)?.removeItem(key)
    },
  }
}

/** Merely reading the property throws where storage is refused. */
function storage(name: 'sessionStorage' | 'localStorage'): Storage | undefined {
  try {
    return globalThis[name]
  } catch {
    return undefined
  }
}
