import type { GatewayEvent, GatewayEventsAnswer } from '@/lib/gatewayProtocol'

/** What the page shows: the newest events, and as many older ones as were asked for. */
export type EventList = Pick<GatewayEventsAnswer, 'events' | 'nextCursor'>

/** Above this the list begins anew with its newest page. */
const MOST_EVENTS = 500

/** The newest page again: where it does not reach what was read before, the list begins anew. */
export function withNewest(list: EventList | undefined, newest: EventList): EventList {
  const ids = idsOf(newest.events)
  const older = list?.events.filter(({ messageId }) => !ids.has(messageId)) ?? []
  const meets = list !== undefined && older.length < list.events.length
  const events = [...newest.events, ...older]
  if (!meets || events.length > MOST_EVENTS) return newest
  return listOf(events, list.nextCursor)
}

/** A page of older events, asked for by the list's cursor. */
export function withOlder(list: EventList, older: EventList): EventList {
  const ids = idsOf(list.events)
  const added = older.events.filter(({ messageId }) => !ids.has(messageId))
  return listOf([...list.events, ...added], older.nextCursor)
}

function idsOf(events: readonly GatewayEvent[]): Set<string> {
  return new Set(events.map(({ messageId }) => messageId))
}

function listOf(events: GatewayEvent[], nextCursor: string | undefined): EventList {
  return { events, ...(nextCursor !== undefined && { nextCursor }) }
}
