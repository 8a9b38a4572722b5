export interface KeyPress {
  key: string
  code?: string
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
  ctrlKey: boolean
}

/** What a key does on the chat page, wherever the focus is. */
export type ChatKey =
  | { does: 'jump' }
  | { does: 'step'; direction: 1 | -1; unreadOnly: boolean }
  | { does: 'region'; direction: 1 | -1 }
  /** A letter with nothing focused: it belongs into the composer. */
  | { does: 'type' }

export function chatKey(press: KeyPress): ChatKey | undefined {
  if (press.metaKey || press.ctrlKey) return commandKey(press)
  if (press.key === 'F6') return { does: 'region', direction: press.shiftKey ? -1 : 1 }
  return press.altKey ? stepKey(press) : letterKey(press)
}

function commandKey({ key, altKey }: KeyPress): ChatKey | undefined {
  return key.toLowerCase() === 'k' && !altKey ? { does: 'jump' } : undefined
}

function stepKey({ key, shiftKey }: KeyPress): ChatKey | undefined {
  const direction = arrows[key]
  return direction && { does: 'step', direction, unreadOnly: shiftKey }
}

function letterKey({ key }: KeyPress): ChatKey | undefined {
  return [...key].length === 1 && key !== ' ' ? { does: 'type' } : undefined
}

const arrows: Record<string, 1 | -1> = { ArrowUp: -1, ArrowDown: 1 }
