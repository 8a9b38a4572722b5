/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messageRows } from '@/components/chat/thread/messageRows'
import { formatTime } from '@/components/ui/formatTime'
import { EmailQuestion } from './EmailQuestion'
import type { PanelProps } from './panelProps'
import { bubblesOf, isClosed, me, type PanelState } from './panelState'
import { sound } from './sound'
import { ThreadMessage } from './ThreadMessage'
import { useReading } from './useReading'
import { Welcome } from './Welcome'

const nearEndPx = 120
const nearStartPx = 200
/** Who has not said again that they write has left. */
const typingMs = 5_000
const noPages = new Set<string>()

/** What was written so far; keeps its end in sight, and its place while older pages come. */
export function Thread({ state, change, act }: PanelProps) {
  const scroller = useScroll(state, act.older)
  const said = useNewest(state)
  useReading(scroller, state, act.seen)
  const rows = messageRows({
    bubbles: bubblesOf(state),
    me: me.id,
    hasMore: state.hasMore,
    pageStarts: noPages,
  })
  return (
    <>
      <div
        class="thread"
        role="log"
        aria-live="off"
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
        tabIndex={0}
        ref={scroller}
      >
        <Beginning state={state} act={act} change={change} />
        {rows.map((row) => {
          if (row.type === 'message')
            return (
              <ThreadMessage
                key={row.key}
                row={row}
                isRead={(row.bubble.seq ?? Number.POSITIVE_INFINITY) <= state.readSeq}
                change={change}
                act={act}
              />
            )
          return row.type === 'day' ? (
            <Day key={row.key} at={row.at} lang={state.look?.lang} />
          ) : null
        })}
        <EmailQuestion state={state} act={act} />
        <Closed state={state} />
        <Typing state={state} change={change} />
      </div>
      <p role="status" class="sr">
        {said}
      </p>
    </>
  )
}

function Day({ at, lang }: { at: string; lang: string | undefined }) {
  return (
    <p class="day">
      <span>{formatTime('day', Date.parse(at), Date.now(), lang)}</span>
    </p>
  )
}

function Beginning({ state, change, act }: PanelProps) {
  const { isKnown, hasMore, olderFailed, messages, outbox, look } = state
  if (!isKnown && messages.length === 0 && outbox.length === 0) return <Skeleton />
  if (olderFailed)
    return (
      <p class="older">
        Couldn’t load earlier messages.{' '}
        <button type="button" class="link" onClick={act.older}>
          Retry
        </button>
      </p>
    )
  if (hasMore) return <p class="older">Loading…</p>
  return look ? (
    <Welcome look={look} isNew={messages.length + outbox.length === 0} act={act} change={change} />
  ) : null
}

function Skeleton() {
  return (
    <div class="skeleton" aria-hidden>
      <i />
      <i />
      <i />
    </div>
  )
}

function Closed({ state }: { state: PanelState }) {
  return (
    <p role="status" class="over">
      {isClosed(state) && 'This conversation was closed. Write to reopen it.'}
    </p>
  )
}

/** Seen, not heard: it comes and goes too often. */
function Typing({ state: { typing }, change }: Pick<PanelProps, 'state' | 'change'>) {
  useEffect(() => {
    if (!typing) return
    const timer = setTimeout(() => change({ type: 'typing', isTyping: false }), typingMs)
    return () => clearTimeout(timer)
  }, [typing, change])
  return (
    <p class="typing" aria-live="off">
      {typing && (
        <>
          <span class="dots" aria-hidden>
            <i />
            <i />
            <i />
          </span>
          <span>{typing.name ? <bdi>{typing.name}</bdi> : 'Somebody'} is typing…</span>
        </>
      )}
    </p>
  )
}

function useScroll(state: PanelState, older: () => void) {
  const { messages, outbox, hasMore, isShown, files } = state
  const scroller = useRef<HTMLDivElement>(null)
  const before = useRef({ isAtEnd: true, first: '', height: 0, unsent: 0 })
  const first = messages[0]?.id ?? ''

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list may have grown, or its place shrunk
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const { isAtEnd, first: was, height, unsent } = before.current
    if (isAtEnd || outbox.length > unsent) box.scrollTop = box.scrollHeight
    else if (was !== first) box.scrollTop += box.scrollHeight - height
    before.current = { ...before.current, first, height: box.scrollHeight, unsent: outbox.length }
  }, [messages, outbox, isShown, files.length])

  useEffect(() => {
    const box = scroller.current
    const look = () => {
      if (!box) return
      before.current.isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight <= nearEndPx
      if (hasMore && box.scrollTop < nearStartPx) older()
    }
    box?.addEventListener('scroll', look, { passive: true })
    return () => box?.removeEventListener('scroll', look)
  }, [hasMore, older])

  return scroller
}

const saidLength = 200

/**
 * What comes while nobody looks is heard as a tone.
 * @returns what a screen reader says of the newest.
 */
function useNewest({ messages, isKnown, isShown }: PanelState): string {
  const last = messages.at(-1)
  const heard = useRef<number>()
  const isLooking = useRef(false)
  isLooking.current = isShown && document.hasFocus()
  const [said, say] = useState('')
  useEffect(() => {
    if (!isKnown) return
    const before = heard.current
    heard.current = last?.seq ?? 0
    if (!last || before === undefined || last.seq <= before || last.sender === 'user') return
    const words = last.text || last.attachments?.map(({ name }) => name).join(', ') || ''
    say(`${last.senderName}: ${words.slice(0, saidLength)}`)
    if (!isLooking.current) sound()
  }, [last, isKnown])
  return said
}
