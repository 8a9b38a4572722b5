import type { ClosedDay } from '@/lib/adminChatProtocol'

/** As many as the server takes. */
export const MOST_CLOSED_DAYS = 100

const DAY_MS = 86_400_000

/** With one more: the day after the last one that is to come, or tomorrow. */
export function withDay(days: readonly ClosedDay[], nowMs: number): ClosedDay[] {
  const dates = [dateOf(nowMs), ...days.map(({ date }) => date)].sort()
  const last = Date.parse(dates.at(-1) ?? '')
  return [...days, { date: dateOf(last + DAY_MS) }]
}

/** As they are kept: in the order of the calendar, and without empty names. */
export function inOrder(days: readonly ClosedDay[]): ClosedDay[] {
  return [...days]
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, name }) => ({ date, ...(name?.trim() && { name: name.trim() }) }))
}

function dateOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
