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

export function changeOf(text: string | number): StoredChange {
  return JSON.parse(String(text))
}

/** User and time of the loss, in turn. */
export function offlineOf(tenantId: string, pairs: readonly (string | number)[]): WentOffline[] {
  const offline: WentOffline[] = []
  for (let at = 0; at < pairs.length; at += 2) {
    offline.push({ tenantId, userId: String(pairs[at]), lastSeenMs: Number(pairs[at + 1]) })
  }
  return offline
}

function order(one: string, other: string): number {
  return one < other ? -1 : 1
}
