/** What a key does in the composer. `none` leaves it to the browser. */
export type ComposerAction = 'send' | 'newline' | 'leave' | 'edit-last' | 'none'

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
  /** There is nothing to move the caret in. */
  empty: boolean
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
  if (press.key === 'ArrowUp') return arrowUp(press, settings)
  return press.key === 'Enter' ? enter(press, settings) : 'none'
}

function enter(press: KeyPress, settings: ComposerSettings): ComposerAction {
  if (press.metaKey || press.ctrlKey) return 'send'
  if (press.altKey) return 'newline'
  if (press.shiftKey) return 'none'
  return settings.coarsePointer || settings.enterAddsLine ? 'none' : 'send'
}

function arrowUp(press: KeyPress, { empty }: ComposerSettings): ComposerAction {
  const { shiftKey, altKey, metaKey, ctrlKey } = press
  return empty && !(shiftKey || altKey || metaKey || ctrlKey) ? 'edit-last' : 'none'
}
