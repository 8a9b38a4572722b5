import { useVirtualizer } from '@tanstack/react-virtual'
import type { CSSProperties, RefObject } from 'react'

interface LongList {
  count: number
  /** Every row is this high. */
  rowPx: number
  /** Up to this many all are drawn. */
  allUpTo: number
  scroller: RefObject<HTMLElement | null>
}

/** Which rows of a long list are drawn; padding stands for the others. */
export function useRowsInView({ count, rowPx, allUpTo, scroller }: LongList) {
  const virtualizer = useVirtualizer({
    count,
    estimateSize: () => rowPx,
    getScrollElement: () => scroller.current,
    overscan: 8,
    enabled: count > allUpTo,
  })
  const items = virtualizer.getVirtualItems()
  const from = items[0]?.index ?? 0
  const drawn = items.length > 0 ? items.length : Math.min(count, allUpTo)
  const to = from + drawn
  const style: CSSProperties = {
    paddingTop: from * rowPx,
    paddingBottom: Math.max(0, count - to) * rowPx,
  }
  return { from, to, style }
}
