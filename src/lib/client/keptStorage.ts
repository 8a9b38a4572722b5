/**
 * What is kept in the browser. Private modes and frames may refuse it, servers have none: then
 * values live as long as the page.
 */
export interface KeptStorage {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  /** All that is ours: its keys begin with `parley.`. */
  removeAll(): void
}

/** Of this tab alone; survives reloads. */
export const tabStorage = keptStorage('sessionStorage')
/** Of all tabs of the website; survives the browser. */
export const siteStorage = keptStorage('localStorage')

function keptStorage(name: 'sessionStorage' | 'localStorage'): KeptStorage {
  /** What the browser did not take. */
  const memory = new Map<string, string>()
  return {
    get: (key) => memory.get(key) ?? storage(name)?.getItem(key) ?? null,
    set: (key, value) => {
      if (isStored(name, key, value)) memory.delete(key)
      else memory.set(key, value)
    },
    remove: (key) => {
      memory.delete(key)
      storage(name)?.removeItem(key)
    },
    removeAll: () => {
      memory.clear()
      const kept = storage(name)
      for (const key of Object.keys(kept ?? {}))
        if (key.startsWith('parley.')) kept?.removeItem(key)
    },
  }
}

/** False where storage is full or refused. */
function isStored(name: 'sessionStorage' | 'localStorage', key: string, value: string): boolean {
  try {
    storage(name)?.setItem(key, value)
    return storage(name) !== undefined
  } catch {
    return false
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
