import type { ChatSettings } from './adminChatProtocol'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** From today to the same day next week, whose hours of today may be over. */
const DAYS_LOOKED_AT = 8

/** When the office opens next, ms since 1970; undefined while it is open, and without hours. */
export function nextOpening(
  { timeZone, hours }: Pick<ChatSettings, 'timeZone' | 'hours'>,
  nowMs: number,
): number | undefined {
  const zone = zoneOf(timeZone)
  const wallNow = nowMs + zone.offsetMs(nowMs)
  const today = wallNow - modulo(wallNow, DAY_MS)
  const spans = Array.from({ length: DAYS_LOOKED_AT }, (_, ahead) => today + ahead * DAY_MS)
    .flatMap((day) =>
      hours
        .filter((open) => open.day === weekdayOf(day))
        .map((open) => ({
          fromMs: zone.momentOf(day + msOf(open.from)),
          toMs: zone.momentOf(day + msOf(open.to)),
        })),
    )
    .sort((a, b) => a.fromMs - b.fromMs)
  if (spans.some(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)) return undefined
  return spans.find(({ fromMs }) => fromMs > nowMs)?.fromMs
}

/** Whether the runtime knows the zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

/** What clocks on the wall show is written as if it were UTC. */
function zoneOf(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', { ...FIELDS, timeZone })
  const offsetMs = (atMs: number) => {
    const shown = new Map(
      format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]),
    )
    const field = (name: Intl.DateTimeFormatPartTypes) => shown.get(name) ?? 0
    const date = [field('year'), field('month') - 1, field('day')] as const
    const wall = Date.UTC(...date, field('hour'), field('minute'), field('second'))
    return wall - (atMs - modulo(atMs, 1000))
  }
  return {
    offsetMs,
    /** Of what clocks skip, the moment after; of what they show twice, one of the two. */
    momentOf: (wallMs: number) => wallMs - offsetMs(wallMs - offsetMs(wallMs)),
  }
}

const FIELDS = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const

/** 1 is Monday, 7 Sunday. */
function weekdayOf(wallDayMs: number): number {
  return new Date(wallDayMs).getUTCDay() || 7
}

function msOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * MINUTE_MS
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
