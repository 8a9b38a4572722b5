/** What a key does in the composer. `none` leaves it to the browser. */
export type ComposerAction = 'send' | 'newline' | 'leave' | 'none'

export interface KeyPress {
  key: string
  keyCode?: number
  isComposing?: boolean
  shiftKey?: boolean
  altKey?: boolean
  metaKey?: boolean
  ctrlKey?: boolean
}

export interface ComposerSettings {
  /** A finger types: Enter adds a line, the button sends. */
  coarsePointer: boolean
  enterAddsLine: boolean
}

/**
 * An input method is composing. Safari ends the composition before the Enter that confirms it,
 * so there only the key code 229 tells.
 */
export function isComposing(press: KeyPress): boolean {
  return press.isComposing === true || press.keyCode === 229
}

export function composerAction(press: KeyPress, settings: ComposerSettings): ComposerAction {
  if (isComposing(press)) return 'none'
  if (press.key === 'Escape') return 'leave'
  if (press.key !== 'Enter') return 'none'
  if (press.metaKey || press.ctrlKey) return 'send'
  if (press.altKey) return 'newline'
  if (press.shiftKey) return 'none'
  return settings.coarsePointer || settings.enterAddsLine ? 'none' : 'send'
}
