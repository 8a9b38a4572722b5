import { useSyncExternalStore } from 'react'

/** The word for a shortcut's key on this computer; known after mount only. */
export function keyLabel(key: string, isMac: boolean): string {
  const symbols = isMac ? macSymbols : pcWords
  return symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

export function useIsMac(): boolean {
  return useSyncExternalStore(neverChanges, isMacNow, () => false)
}

const neverChanges = () => () => {}
const isMacNow = () => /mac|iphone|ipad/i.test(navigator.userAgent)

const macSymbols: Record<string, string> = {
  mod: '⌘',
  alt: '⌥',
  shift: '⇧',
  enter: '↵',
  up: '↑',
  down: '↓',
  esc: 'Esc',
}

const pcWords: Record<string, string> = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  enter: 'Enter',
  up: '↑',
  down: '↓',
  esc: 'Esc',
}
