import { setImmediate as othersTurn } from 'node:timers/promises'
import type { ConnectionData, PresenceRow, StoredChange, WentOffline } from './onlineUsersStore'

/**
 * A connection's data as two JSON objects: the guides' promise and the rest. The scripts join
 * their texts, so nothing is parsed or kept twice. Sorted: the same data is the same text.
 */
export function dataTexts(data: ConnectionData): [page: string, rest: string] {
  const { sessionId, connectedAt, domain, origin, url, ...rest } = data
  const sorted = Object.fromEntries(
    Object.entries(rest).sort(([one], [other]) => order(one, other)),
  )
  return [JSON.stringify({ sessionId, connectedAt, domain, origin, url }), JSON.stringify(sorted)]
}

export function rowOf(text: string): PresenceRow {
  return JSON.parse(text)
}

/** Parsed together these cost half of what they cost one by one, and nobody waits for long. */
const AT_ONCE = 200

/** Whatever else waits in the process gets its turn between the parts of a long page. */
export async function rowsOf(texts: readonly string[]): Promise<PresenceRow[]> {
  const rows: PresenceRow[] = []
  for (let at = 0; at < texts.length; at += AT_ONCE) {
    if (at > 0) await othersTurn()
    const part = texts.slice(at, at + AT_ONCE).join(',')
    for (const row of JSON.parse(`[${part}]`)) rows.push(row)
  }
  return rows
}

export function changeOf(text: string | number): StoredChange {
  return JSON.parse(String(text))
}

/** User, kind and time of the loss, in turn. */
export function offlineOf(tenantId: string, triples: readonly (string | number)[]): WentOffline[] {
  const offline: WentOffline[] = []
  for (let at = 0; at < triples.length; at += 3) {
    const [userId, kind, lostAt] = triples.slice(at, at + 3)
    const isUser = kind === 'user'
    offline.push({
      tenantId,
      userId: String(userId),
      kind: isUser ? 'user' : 'visitor',
      lastSeenMs: Number(lostAt),
    })
  }
  return offline
}

function order(one: string, other: string): number {
  return one < other ? -1 : 1
}
