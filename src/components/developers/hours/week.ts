import type { OpenHours } from '@/lib/adminChatProtocol'

/** Monday is day 1. */
export const dayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
]

/** As many as the server takes. */
export const MOST_SPANS = 50

const usual = { from: '09:00', to: '17:00' }

export const officeWeek: OpenHours[] = [1, 2, 3, 4, 5].map((day) => ({ day, ...usual }))

/** A first span of a day is as the day before it has it; a further one is the evening. */
export function withSpanOn(hours: readonly OpenHours[], day: number): OpenHours[] {
  const own = hours.filter((span) => span.day === day)
  const before = hours.filter((span) => span.day === day - 1)
  const first = before.length > 0 ? before : [{ day, ...usual }]
  const added =
    own.length > 0 ? [{ day, ...afterAll(own) }] : first.map((span) => ({ ...span, day }))
  return [...hours, ...added].sort((a, b) => a.day - b.day || (a.from < b.from ? -1 : 1))
}

/** The hour after the last span, or what is left of the day. */
function afterAll(own: readonly OpenHours[]): Omit<OpenHours, 'day'> {
  const last =
    own
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? usual.to
  const hour = Number(last.slice(0, 2)) + 1
  const shown = (value: number) => `${String(Math.min(value, 24)).padStart(2, '0')}:00`
  return hour < 24 ? { from: shown(hour), to: shown(hour + 2) } : { from: '00:00', to: '01:00' }
}
