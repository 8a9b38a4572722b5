import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type RefObject, useDeferredValue } from 'react'

interface LongList {
  count: number
  /** Every row is this high. */
  rowPx: number
  /** Up to this many all are drawn. */
  allUpTo: number
  scroller: RefObject<HTMLElement | null>
}

/** So many rows are drawn on either side of those in view. */
const BESIDE = 8

/**
 * Which rows of a long list are drawn; padding stands for the others. After a jump, where all of
 * them are new, those in view are drawn first and those beside them when the browser has time.
 */
export function useRowsInView({ count, rowPx, allUpTo, scroller }: LongList) {
  const virtualizer = useVirtualizer({
    count,
    estimateSize: () => rowPx,
    getScrollElement: () => scroller.current,
    overscan: 0,
    enabled: count > allUpTo,
    // After a jump the rows are a task of their own, not a part of the frame that scrolls.
    useFlushSync: false,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? Math.min(count, allUpTo) - 1
  const settled = useDeferredValue(first)
  const beside = Math.abs(first - settled) > BESIDE ? 0 : BESIDE
  const from = Math.max(0, first - beside)
  const to = Math.min(count, last + 1 + beside)
  const style: CSSProperties = {
    paddingTop: from * rowPx,
    paddingBottom: Math.max(0, count - to) * rowPx,
  }
  return { from, to, style }
}
