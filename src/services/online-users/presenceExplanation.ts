import type {
  PresenceConnection,
  PresenceExplanation,
  PresenceTransition,
} from '@/lib/adminProtocol'
import type { HeldFacts, PresenceStep, StepCause, StoredExplanation } from './onlineUsersStore'

interface Known {
  userId: string
  stored: StoredExplanation
  /** The last sign of life of a connection, as far as it is known. */
  lastBeatMs(held: HeldFacts): number
}

/** Why somebody is online, or not, in words. */
export function explanationOf({ userId, stored, lastBeatMs }: Known): PresenceExplanation {
  const { connections, graceEndsAtMs, steps } = stored
  return {
    success: true,
    userId,
    state: stateOf(stored),
    ...(graceEndsAtMs !== undefined && { graceEndsAt: iso(graceEndsAtMs) }),
    reason: reasonOf(stored),
    connections: connections.map((held) => connectionOf(held, lastBeatMs(held))),
    transitions: steps.flatMap(transitionsOf),
  }
}

const WORDS: Record<StepCause, string> = {
  first: 'A page was opened',
  more: 'Another tab or device was opened',
  back: 'Came back within the grace',
  moved: 'Its process joined it again under another name',
  closed: 'The page was closed',
  timeout: 'No sign of life came any more',
  lost: 'The line broke',
  'signed-out': 'Signed out, or was signed out',
  ending: 'The server closed the line',
  silent: 'Nothing was heard of the tab any more',
  replaced: 'A socket of the same tab took its place',
  died: 'Its process died',
  over: 'Nobody came back within the grace',
}

function stateOf({ connections, graceEndsAtMs }: StoredExplanation): PresenceExplanation['state'] {
  if (connections.length > 0) return 'online'
  return graceEndsAtMs === undefined ? 'offline' : 'grace'
}

/** An id of another tenant is as unknown as one that never was. */
function reasonOf({ connections, graceEndsAtMs, steps }: StoredExplanation): string {
  if (connections.length === 1) return 'One connection is alive.'
  if (connections.length > 1) return `${connections.length} connections are alive.`
  const last = steps.find(({ became }) => became === 'offline' || became === 'grace')
  if (!last) return 'Nobody by this id was online here in the last hour.'
  const { [last.cause]: why } = WORDS
  return graceEndsAtMs === undefined ? `${why}.` : `${why}; offline when the grace is over.`
}

function connectionOf(held: HeldFacts, lastBeatMs: number): PresenceConnection {
  const { instance, nodeId, transport, data, leaseEndsAtMs } = held
  const { connectedAt, url, active, device, browser } = data
  return {
    connectionId: instance,
    nodeId,
    transport,
    connectedAt,
    lastBeatAt: iso(lastBeatMs),
    ...(leaseEndsAtMs !== undefined && { leaseEndsAt: iso(leaseEndsAtMs) }),
    url,
    active,
    ...(device && { device }),
    ...(browser && { browser }),
  }
}

/** What a step made of the person is newer than the step. */
function transitionsOf(step: PresenceStep): PresenceTransition[] {
  const { atMs, what, cause, instance, nodeId, became } = step
  const at = iso(atMs)
  const reason = WORDS[cause]
  const where = { ...(instance && { connectionId: instance }), ...(nodeId && { nodeId }) }
  const own = what === 'ended' ? [] : [{ at, what, reason, ...where }]
  return became ? [{ at, what: became, reason }, ...own] : own
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString()
}
