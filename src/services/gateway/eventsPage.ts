import { refusal } from '@/lib/errors'
import type { GatewayEvent, GatewayEventsAnswer } from '@/lib/gatewayProtocol'
import type { EventPlace, GatewayEventStore, StoredEvent } from './gatewayEventStore'
import { pushStateOf } from './pushState'

const DAY_MS = 86_400_000

export interface EventsAsked {
  limit: number
  cursor?: string | undefined
}

/** One page of what went by. @throws `INVALID_REQUEST` for a cursor that no page has given out */
export async function eventsPage(
  store: GatewayEventStore,
  tenantId: string,
  { limit, cursor }: EventsAsked,
  nowMs: number,
): Promise<GatewayEventsAnswer> {
  const before = cursor === undefined ? {} : { before: placeOf(cursor) }
  const reading = { sinceMs: nowMs - DAY_MS, limit: limit + 1, ...before }
  const found = await store.list(tenantId, reading)
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  const events = page.map((event) => toldOf(event, nowMs))
  return { success: true, events, ...(last && { nextCursor: cursorOf(last.place) }) }
}

function toldOf({ place, push, userId }: StoredEvent, nowMs: number): GatewayEvent {
  if (push) return { direction: 'to_user', ...pushStateOf(place.id, push, nowMs) }
  const sentAt = new Date(place.at).toISOString()
  const said = { messageId: place.id, userId, event: 'message', status: 'accepted' } as const
  return { direction: 'to_back_end', ...said, sentAt }
}

/** Nothing to read, and nothing to trust. */
function cursorOf({ at, id }: EventPlace): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

const PLACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([\w.:@-]{1,128})$/

function placeOf(cursor: string): EventPlace {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, at = '', id = ''] = PLACE.exec(text) ?? []
  if (!Number.isNaN(Date.parse(at))) return { at, id }
  const sentence = 'The cursor is not one of this list'
  throw refusal('INVALID_REQUEST', { sentence, details: ['cursor'] })
}
