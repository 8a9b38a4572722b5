import { type CSSProperties, useId } from 'react'
import { useOnlineUsers } from '../hooks/useOnlineUsers'
import type { OnlineUser } from '../protocol'

/**
 * The list of who is online, for an admin's page: a reference to copy and change. It needs no
 * style sheet, and takes fonts and colours of the page around it.
 *
 * @example
 * <OnlineUsersExample tenantId="tenant-123" />
 */
export function OnlineUsersExample({ tenantId }: { tenantId: string }) {
  const { onlineUsers, isLoading, error, refresh, isConnected } = useOnlineUsers(tenantId)
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} aria-busy={isLoading} style={styles.panel}>
      <header style={styles.header}>
        <h2 id={titleId} style={styles.title}>
          Online Users
        </h2>
        <span style={styles.quiet}>Status: {isConnected ? 'Real-time' : 'Polling'}</span>
        <button type="button" onClick={() => void refresh()}>
          Refresh
        </button>
      </header>
      {error && (
        <div role="alert">
          <p>Error loading online users: {error.message}</p>
          <button type="button" onClick={() => void refresh()}>
            Retry
          </button>
        </div>
      )}
      {isLoading && <p role="status">Loading…</p>}
      {!isLoading && (!error || onlineUsers.length > 0) && <People users={onlineUsers} />}
    </section>
  )
}

function People({ users }: { users: OnlineUser[] }) {
  return (
    <>
      <p role="status">{sentenceOf(users.length)}</p>
      <ul style={styles.list}>
        {users.map((user) => (
          <Person key={user.userId} user={user} />
        ))}
      </ul>
    </>
  )
}

function Person({ user }: { user: OnlineUser }) {
  const page = user.title ?? user.url
  return (
    <li style={styles.row}>
      <strong style={styles.name}>{user.name ?? user.userId}</strong>
      <span style={styles.quiet}>{[user.domain, page].filter(Boolean).join(' · ')}</span>
      <time dateTime={user.connectedAt} style={styles.time}>
        since {new Date(user.connectedAt).toLocaleTimeString()}
      </time>
    </li>
  )
}

function sentenceOf(count: number): string {
  if (count === 0) return 'Nobody is online right now.'
  return count === 1 ? '1 user online' : `${count} users online`
}

const line = '1px solid color-mix(in srgb, currentColor 16%, transparent)'
const styles = {
  panel: { maxInlineSize: '40rem', padding: '1rem', border: line, borderRadius: '0.75rem' },
  header: { display: 'flex', alignItems: 'baseline', gap: '0.75rem', flexWrap: 'wrap' },
  title: { margin: 0, fontSize: '1.125rem', flex: 1 },
  quiet: { opacity: 0.72, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(6rem, auto) 1fr auto',
    gap: '0.75rem',
    padding: '0.5rem 0',
    borderBlockStart: line,
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  time: { opacity: 0.72, fontVariantNumeric: 'tabular-nums' },
} satisfies Record<string, CSSProperties>
