'use client'
import type { Thread } from '../state/chatStore'
import { ThreadRow } from './ThreadRow'
import { useThreadRows } from './useThreadRows'

const SHOWN = 30

/**
 * The end of a conversation without any script: what the server sends, and what is there until
 * the page is alive. Turned around by CSS, so that it begins at its end.
 */
export function PlainMessages(props: { conversationId: string; thread: Thread; name: string }) {
  const { conversationId, thread, name } = props
  const rows = useThreadRows(thread, conversationId, undefined, false).slice(-SHOWN)
  return (
    <div className="relative min-h-0 flex-1">
      <div
        role="log"
        aria-live="off"
        aria-label={`Messages with ${name}`}
        className="flex h-full flex-col-reverse overflow-y-auto overscroll-none [scrollbar-gutter:stable_both-edges] [scrollbar-width:thin]"
      >
        <div className="pt-4 pb-3">
          {rows.map((row) => (
            <ThreadRow key={row.key} row={row} conversationId={conversationId} />
          ))}
        </div>
      </div>
    </div>
  )
}
