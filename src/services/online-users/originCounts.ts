import type { OnlineUser } from '@/lib/protocol'
import type { Principal } from '@/services/realtime'

/** Everybody is read for it, and a page that is open asks again and again. */
const FRESH_MS = 3000

interface Parts {
  list(viewer: Principal): Promise<OnlineUser[]>
  now(): number
}

/** How many visitors are on pages of each origin, as it was at most 3 s ago. */
export function originCounts({ list, now }: Parts) {
  const known = new Map<string, { counts: Promise<ReadonlyMap<string, number>>; atMs: number }>()
  return (viewer: Principal): Promise<ReadonlyMap<string, number>> => {
    const { tenantId } = viewer
    const before = known.get(tenantId)
    if (before && now() - before.atMs < FRESH_MS) return before.counts
    const counts = list(viewer).then(counted)
    counts.catch(() => known.delete(tenantId))
    known.set(tenantId, { counts, atMs: now() })
    return counts
  }
}

function counted(users: readonly OnlineUser[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { kind, origin } of users)
    if (kind === 'visitor') counts.set(origin, (counts.get(origin) ?? 0) + 1)
  return counts
}
