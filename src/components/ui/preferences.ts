import { create } from 'zustand'

/** What a person has set on this device. */
export interface Preferences {
  /** Enter adds a line and ⌘/Ctrl Enter sends, also where Enter would send. */
  enterAddsLine: boolean
  /** A soft tone for new messages. */
  sounds: boolean
  /** The same on the admins' page, for visitors who write. */
  visitorSounds: boolean
  /** Notifications of the system, where the browser allows them. */
  notifications: boolean
  /** They say who wrote, and not what. */
  hideMessageText: boolean
  /** Shortcuts other than those of the browser and of the field that has focus. */
  shortcuts: boolean
  /** The tenant's own people stand among the visitors. */
  includeTeam: boolean
}

export const defaultPreferences: Preferences = {
  enterAddsLine: false,
  sounds: false,
  visitorSounds: true,
  notifications: true,
  hideMessageText: false,
  shortcuts: true,
  includeTeam: false,
}

/** The defaults on the server and until `followPreferences` has read this device's. */
export const usePreferences = create<Preferences>(() => defaultPreferences)

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  usePreferences.setState({ [key]: value })
  try {
    localStorage.setItem(storageKey, JSON.stringify(usePreferences.getState()))
  } catch {
    // A browser that refuses storage keeps them for the life of the page.
  }
}

/** Reads what is stored and follows the other tabs; returns the way to stop. */
export function followPreferences(): () => void {
  usePreferences.setState(storedPreferences(readStorage()))
  const follow = (event: StorageEvent) => {
    if (event.key === storageKey) usePreferences.setState(storedPreferences(event.newValue))
  }
  window.addEventListener('storage', follow)
  return () => window.removeEventListener('storage', follow)
}

/** Only known keys of the right type; anything else is the default. */
export function storedPreferences(stored: string | null): Preferences {
  const found = parsed(stored)
  const keys = Object.keys(defaultPreferences) as (keyof Preferences)[]
  const known = keys.filter((key) => typeof found[key] === 'boolean')
  return { ...defaultPreferences, ...Object.fromEntries(known.map((key) => [key, found[key]])) }
}

const storageKey = 'parley.preferences'

function readStorage(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

function parsed(stored: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stored ?? '{}')
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
