import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useChat } from '../state/ChatProvider'
import type { Row } from './messageRows'
import { filesHeight } from './pictureBox'

/** Within this of the end new messages are followed. */
const AT_END_PX = 120
const OLDER_BEFORE_PX = 800

export type ThreadVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>

interface ScrollInput {
  conversationId: string
  rows: readonly Row[]
  atEnd: RefObject<boolean>
  onNearTop(): void
  onNearEnd(): void
}

export function useThreadScroll(input: ScrollInput) {
  const { rows, atEnd, onNearTop, onNearEnd } = input
  const scroller = useRef<HTMLDivElement>(null)
  const [away, setAway] = useState(false)
  const placed = useRef(false)

  const virtualizer: ThreadVirtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateRow(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
    overscan: 10,
    paddingStart: 16,
    paddingEnd: 12,
  })

  const jumpToEnd = useCallback(() => virtualizer.scrollToEnd(), [virtualizer])
  const look = useCallback(() => {
    if (!placed.current) return
    atEnd.current = virtualizer.isAtEnd(AT_END_PX)
    setAway(!atEnd.current)
    if ((virtualizer.scrollOffset ?? 0) < OLDER_BEFORE_PX) onNearTop()
    if (atEnd.current) onNearEnd()
  }, [virtualizer, atEnd, onNearTop, onNearEnd])

  usePlacing({ ...input, virtualizer, scroller, placed, look })
  useEffect(look)
  useEndKeeping(scroller, atEnd, jumpToEnd)
  return { scroller, virtualizer, away, look, jumpToEnd }
}

interface PlacingInput extends ScrollInput {
  virtualizer: ThreadVirtualizer
  scroller: RefObject<HTMLDivElement | null>
  placed: RefObject<boolean>
  look(): void
}

/** Where the reader was in this session, else at the divider, else at the end. */
function usePlacing({ conversationId, rows, virtualizer, scroller, placed, look }: PlacingInput) {
  const { positions } = useChat()
  const first = useRef({ rows, look })
  first.current.look = look
  useLayoutEffect(() => {
    const place = () =>
      placeReader(virtualizer, first.current.rows, positions.get(conversationId), scroller.current)
    place()
    // Rows are estimates until they were measured: once more when they are.
    const frame = requestAnimationFrame(() => {
      place()
      placed.current = true
      first.current.look()
    })
    const box = scroller.current
    return () => {
      cancelAnimationFrame(frame)
      if (!placed.current) return
      placed.current = false
      const position = positionOf(virtualizer, box)
      if (position) positions.set(conversationId, position)
      else positions.delete(conversationId)
    }
  }, [conversationId, virtualizer, scroller, placed, positions])
}

function placeReader(
  virtualizer: ThreadVirtualizer,
  rows: readonly Row[],
  position: { key: string; offsetPx: number } | undefined,
  box: HTMLDivElement | null,
): void {
  const height = box?.clientHeight ?? 0
  const wasAt = position ? rows.findIndex(({ key }) => key === position.key) : -1
  if (position && wasAt >= 0) {
    virtualizer.scrollToOffset(startOf(virtualizer, wasAt) + position.offsetPx)
    return
  }
  const divider = rows.findIndex(({ type }) => type === 'new')
  const below = divider < 0 ? 0 : virtualizer.getTotalSize() - startOf(virtualizer, divider)
  if (below > height) virtualizer.scrollToOffset(startOf(virtualizer, divider) - height / 3)
  else virtualizer.scrollToEnd()
}

function positionOf(virtualizer: ThreadVirtualizer, box: HTMLDivElement | null) {
  if (!box || virtualizer.isAtEnd(AT_END_PX)) return undefined
  const offset = virtualizer.scrollOffset ?? 0
  const item = virtualizer.getVirtualItemForOffset(offset)
  return item && { key: String(item.key), offsetPx: offset - item.start }
}

function startOf(virtualizer: ThreadVirtualizer, index: number): number {
  return virtualizer.measurementsCache[index]?.start ?? 0
}

/** The pane may shrink, by a growing composer or a keyboard: who was at the end stays there. */
function useEndKeeping(
  scroller: RefObject<HTMLDivElement | null>,
  atEnd: RefObject<boolean>,
  jumpToEnd: () => void,
) {
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) jumpToEnd()
    })
    observer.observe(box)
    return () => observer.disconnect()
  }, [scroller, atEnd, jumpToEnd])
}

/** Close enough that what is measured later moves little. */
function estimateRow(row: Row | undefined): number {
  if (row?.type !== 'message') return 44
  const lines = row.bubble.text.split('\n').reduce((sum, line) => sum + 1 + line.length / 70, 0)
  const words = row.bubble.text === '' ? 0 : Math.floor(Math.min(lines, 18)) * 22 + 14
  return (
    words +
    filesHeight(row.bubble.attachments) +
    (row.first ? 16 : 2) +
    (row.first && !row.own ? 26 : 0) +
    (row.showsStatus ? 20 : 0)
  )
}
