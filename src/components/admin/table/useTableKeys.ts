import { type KeyboardEvent, type RefObject, useState } from 'react'

interface TableKeysOptions {
  scroller: RefObject<HTMLElement | null>
  count: number
  rowPx: number
}

/** The table is one tab stop: arrows, Home and End go from row to row. */
export function useTableKeys({ scroller, count, rowPx }: TableKeysOptions) {
  const [chosen, setChosen] = useState(0)
  const tabStop = Math.min(chosen, count - 1)
  const press = (event: KeyboardEvent) => {
    const to = target(event.key, tabStop, count)
    if (to === undefined || !isOnRow(event.target)) return
    event.preventDefault()
    setChosen(to)
    show(scroller.current, to * rowPx, rowPx)
    // Drawn with the next picture, where it was far away.
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(scroller.current, to)))
  }
  return { tabStop, press }
}

function target(key: string, from: number, count: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: Math.min(from + 1, count - 1),
    ArrowUp: Math.max(from - 1, 0),
    Home: 0,
    End: count - 1,
  }
  return targets[key]
}

function isOnRow(element: EventTarget): boolean {
  return element instanceof HTMLElement && element.closest('[data-row]') !== null
}

/** The head lies over the first rows. */
function show(scroller: HTMLElement | null, top: number, rowPx: number): void {
  if (!scroller) return
  const { scrollTop, clientHeight } = scroller
  if (top < scrollTop) scroller.scrollTop = top
  if (top + 2 * rowPx > scrollTop + clientHeight)
    scroller.scrollTop = top + 2 * rowPx - clientHeight
}

function focusRow(scroller: HTMLElement | null, index: number): void {
  scroller?.querySelector<HTMLElement>(`[data-row="${index}"] a`)?.focus({ preventScroll: true })
}
