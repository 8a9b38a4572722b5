import type { Message } from '@/lib/protocol'
import type { Lane } from './lane'

/**
 * Compares what senders know with what a reader reads. Returns a sentence for everything that was
 * lost, doubled, invented, left out or put out of order.
 */
export function differences(lanes: readonly Lane[], stored: readonly Message[]): string[] {
  return [
    ...holes(stored),
    ...doubled(stored),
    ...invented(lanes, stored),
    ...lanes.flatMap((lane) => [...lost(lane, stored), ...disordered(lane, stored)]),
  ]
}

function holes(stored: readonly Message[]): string[] {
  return stored.flatMap(({ seq }, index) =>
    seq === index + 1 ? [] : [`at place ${index + 1} stands seq ${seq}`],
  )
}

function doubled(stored: readonly Message[]): string[] {
  const ids = stored.map(({ clientMessageId }) => clientMessageId)
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is stored twice`)
}

function invented(lanes: readonly Lane[], stored: readonly Message[]): string[] {
  const sent = new Set(lanes.flatMap((lane) => lane.sent.map((it) => it.clientMessageId)))
  return stored
    .filter(({ clientMessageId }) => !sent.has(clientMessageId))
    .map(({ text }) => `nobody sent "${text}"`)
}

function lost({ name, acknowledged }: Lane, stored: readonly Message[]): string[] {
  return acknowledged
    .filter(
      (ack) => !stored.some((it) => it.id === ack.id && it.seq === ack.seq && it.text === ack.text),
    )
    .map(({ text }) => `${name}: "${text}" was acknowledged and is not stored so`)
}

function disordered({ name, sent }: Lane, stored: readonly Message[]): string[] {
  const places = sent.map((it) =>
    stored.findIndex((row) => row.clientMessageId === it.clientMessageId),
  )
  const kept = places.filter((place) => place >= 0)
  const isRising = kept.every((place, index) => index === 0 || place > (kept[index - 1] ?? 0))
  return isRising ? [] : [`${name}: stored in another order than sent`]
}
