import type { OnlineUser } from '@/lib/protocol'
import type { OnlineUsersStore, PersonKind, StoredChange } from './onlineUsersStore'
import { presenceChange } from './presenceView'

/** Somebody came, went, or is on another page. */
export interface PresenceHappening {
  what: 'online' | 'offline' | 'page_changed'
  kind: PersonKind
  /** The same in every process: tenant, epoch and version of the change. */
  id: string
  user: OnlineUser | { userId: string; lastSeen: string }
}

export type FollowPresence = (
  tenantId: string,
  listener: (happening: PresenceHappening) => void,
) => Promise<() => Promise<void>>

/**
 * Follows a tenant for programs. A page counts as changed where the one before was seen: of those
 * who were online before the following began the next page is the first.
 */
export function presenceFollower(store: Pick<OnlineUsersStore, 'watch'>): FollowPresence {
  return (tenantId, listener) => {
    const pages = new Map<string, string>()
    return store.watch(tenantId, (stored) => {
      const what = whatHappened(stored, pages)
      if (what) listener(happening(tenantId, what, stored))
    })
  }
}

/** Updates of anything but the page are not told: they are many. */
function whatHappened(
  stored: StoredChange,
  pages: Map<string, string>,
): PresenceHappening['what'] | undefined {
  if (stored.type === 'offline') {
    pages.delete(stored.userId)
    return 'offline'
  }
  const { userId, connections } = stored.row
  const url = connections.at(-1)?.url ?? ''
  const before = pages.get(userId)
  pages.set(userId, url)
  if (stored.change === 'online') return 'online'
  return before !== undefined && before !== url ? 'page_changed' : undefined
}

function happening(
  tenantId: string,
  what: PresenceHappening['what'],
  stored: StoredChange,
): PresenceHappening {
  const id = `${tenantId}.${stored.epoch}.${stored.version}`
  const change = presenceChange(stored, 'full')
  if (change.type === 'online')
    return { what, id, kind: change.user.kind ?? 'user', user: change.user }
  const { userId, lastSeen } = change
  return {
    what,
    id,
    kind: stored.type === 'offline' ? stored.kind : 'user',
    user: { userId, lastSeen },
  }
}
