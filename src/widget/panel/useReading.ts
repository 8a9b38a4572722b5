import { type MutableRef, useEffect, useRef, useState } from 'preact/hooks'
import { createReadReceipts, type ReadReceipts } from '@/components/chat/thread/readReceipts'
import type { SeqMark } from '@/lib/protocol'
import type { PanelState } from './panelState'

type Told = Pick<PanelState, 'messages' | 'isShown' | 'isPageFocused' | 'connection'>

/**
 * Says what is read, by the rule of the chat page: in view for 500 ms, in the open panel of a window
 * that has the focus.
 */
export function useReading(
  scroller: MutableRef<HTMLElement | null>,
  { messages, isShown, isPageFocused, connection }: Told,
  seen: (mark: SeqMark) => void,
): void {
  const isFrameFocused = useFrameFocus()
  const isLookedAt = isShown && (isPageFocused || isFrameFocused)
  const conversationId = messages[0]?.conversationId
  const way = connection === 'real-time' || connection === 'polling' ? connection : undefined
  const receipts = useRef<ReadReceipts>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: over a new way it is said again, as it may not have arrived
  useEffect(() => {
    if (conversationId === undefined) return
    const made = createReadReceipts(0, (seq) => seen({ conversationId, seq }))
    receipts.current = made
    return () => made.close()
  }, [conversationId, way, seen])

  // biome-ignore lint/correctness/useExhaustiveDependencies: new receipts, and new messages, are looked at
  useEffect(() => {
    const box = scroller.current
    const look = () => receipts.current?.see(box && isLookedAt ? lastSeqInView(box) : undefined)
    look()
    box?.addEventListener('scroll', look, { passive: true })
    return () => box?.removeEventListener('scroll', look)
  }, [isLookedAt, messages, way])
}

function useFrameFocus(): boolean {
  const [has, setHas] = useState(false)
  useEffect(() => {
    const look = () => setHas(document.hasFocus())
    look()
    for (const event of ['focus', 'blur']) addEventListener(event, look)
    return () => {
      for (const event of ['focus', 'blur']) removeEventListener(event, look)
    }
  }, [])
  return has
}

/** The newest stored message whose lower edge is in view. */
function lastSeqInView(box: HTMLElement): number | undefined {
  const bottom = box.getBoundingClientRect().bottom + 1
  const read = [...box.querySelectorAll<HTMLElement>('[data-seq]')].findLast(
    (message) => message.getBoundingClientRect().bottom <= bottom,
  )
  return read && Number(read.dataset.seq)
}
