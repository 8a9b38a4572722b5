import type { ChatSettings } from './adminChatProtocol'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const WEEK_DAYS = 7

/** When the office opens next, ms since 1970; undefined while it is open, and without hours. */
export function nextOpening(
  settings: Pick<ChatSettings, 'timeZone' | 'hours' | 'closedDays'>,
  nowMs: number,
): number | undefined {
  for (const { fromMs, toMs } of spansFrom(settings, nowMs)) {
    if (fromMs > nowMs) return fromMs
    if (nowMs < toMs) return undefined
  }
  return undefined
}

/**
 * The spans of today and of the days to come, as they begin: to the same day next week, whose hours
 * of today may be over, and a week further for each day that is closed.
 */
function* spansFrom(
  { timeZone, hours, closedDays }: Pick<ChatSettings, 'timeZone' | 'hours' | 'closedDays'>,
  nowMs: number,
) {
  const zone = zoneOf(timeZone)
  const wallNow = nowMs + zone.offsetMs(nowMs)
  const today = wallNow - modulo(wallNow, DAY_MS)
  const closed = new Set(closedDays.map(({ date }) => date))
  const inOrder = [...hours].sort((a, b) => msOf(a.from) - msOf(b.from))
  for (let ahead = 0; ahead <= WEEK_DAYS * (closed.size + 1); ahead += 1) {
    const day = today + ahead * DAY_MS
    if (closed.has(dateOf(day))) continue
    for (const open of inOrder)
      if (open.day === weekdayOf(day))
        yield {
          fromMs: zone.momentOf(day + msOf(open.from)),
          toMs: zone.momentOf(day + msOf(open.to)),
        }
  }
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

/** `YYYY-MM-DD` */
function dateOf(wallDayMs: number): string {
  return new Date(wallDayMs).toISOString().slice(0, 10)
}

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
