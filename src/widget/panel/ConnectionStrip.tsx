/** @jsxImportSource preact */
import type { ConnectionState } from '@/lib/connectionState'

/** Lies over the thread: nothing moves for it. Polling works as well, and is not worth a word. */
const words: Partial<Record<ConnectionState, string>> = {
  reconnecting: 'Reconnecting…',
  restarting: 'Reconnecting…',
  offline: 'You’re offline. Your draft is kept.',
  ended: 'This chat has ended. Reload the page to go on.',
}

export function ConnectionStrip({ connection }: { connection: ConnectionState }) {
  const said = words[connection]
  return (
    <p role="status" class="strip" data-state={said ? connection : undefined}>
      {said}
    </p>
  )
}
