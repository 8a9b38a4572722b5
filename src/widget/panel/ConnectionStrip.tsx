/** @jsxImportSource preact */
import type { ConnectionState } from '@/lib/connectionState'

/** Lies over the thread: nothing moves for it. Polling works as well, and is not worth a word. */
const words: Partial<Record<ConnectionState, string>> = {
  reconnecting: 'Reconnecting…',
  restarting: 'Reconnecting…',
  ended: 'This chat has ended. Reload the page to go on.',
}

/** The browser knows whether it is the visitor’s network, or the chat alone that is away. */
function unreachable(): string {
  return navigator.onLine
    ? 'The chat can’t be reached right now. Your draft is kept.'
    : 'You’re offline. Your draft is kept.'
}

export function ConnectionStrip({ connection }: { connection: ConnectionState }) {
  const said = connection === 'offline' ? unreachable() : words[connection]
  return (
    <p role="status" class="strip" data-state={said ? connection : undefined}>
      {said}
    </p>
  )
}
