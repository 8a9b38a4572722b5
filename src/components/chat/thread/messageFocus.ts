import type { KeyboardEvent } from 'react'
import type { ThreadVirtualizer } from './useThreadScroll'

/** ↑ ↓ Home End walk from message to message; Enter goes to its menu or what else is in it. */
export function moveAmongMessages(event: KeyboardEvent, virtualizer: ThreadVirtualizer): void {
  const log = event.currentTarget as HTMLElement
  const message = (event.target as HTMLElement).closest<HTMLElement>('article')
  if (event.key === 'Enter' && event.target === message) {
    message?.querySelector<HTMLElement>('a, button')?.focus()
    event.preventDefault()
    return
  }
  const next = neighbour(log, message, event.key)
  if (!next) return
  event.preventDefault()
  const index = Number(next.closest('[data-index]')?.getAttribute('data-index'))
  virtualizer.scrollToIndex(index, { align: 'auto' })
  next.tabIndex = -1
  next.focus({ preventScroll: true })
}

/** Something is being written: the key belongs to it. */
export function isTypingKey(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229
}

function neighbour(
  log: HTMLElement,
  from: HTMLElement | null,
  key: string,
): HTMLElement | undefined {
  const all = [...log.querySelectorAll<HTMLElement>('article')]
  const at = from ? all.indexOf(from) : all.length
  if (key === 'ArrowUp') return all[at - 1]
  if (key === 'ArrowDown') return all[at + 1]
  if (key === 'Home') return all[0]
  return key === 'End' ? all.at(-1) : undefined
}
