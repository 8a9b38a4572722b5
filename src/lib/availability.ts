import type { AvailabilityAnswer } from './webchatProtocol'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const REPLIES = { minutes: 'a few minutes', hour: 'an hour', day: 'a day' }
const LEAVE_A_MESSAGE = 'Leave a message, we’ll get back to you'

/** Whose clock the line is read by. */
export interface ReaderClock {
  nowMs: number
  /** An IANA name; the reader's own unless told. */
  timeZone?: string
}

/**
 * When somebody answers, in one line and in the reader's time: `Typically replies in a few minutes`,
 * `Back in 20 minutes`, `Back at 10:00`, `Back tomorrow`, `Back on Monday`, or that they may leave a
 * message.
 *
 * @example
 * replyLine(await fetchAvailability(), { nowMs: Date.now() })
 */
export function replyLine(
  { online, replyTime, backAt }: Pick<AvailabilityAnswer, 'online' | 'replyTime' | 'backAt'>,
  clock: ReaderClock,
): string {
  if (online) return `Typically replies in ${REPLIES[replyTime]}`
  const back = backAt === undefined ? undefined : backLine(Date.parse(backAt), clock)
  return back ?? LEAVE_A_MESSAGE
}

function backLine(backAtMs: number, { nowMs, timeZone }: ReaderClock): string | undefined {
  const minutes = Math.ceil((backAtMs - nowMs) / MINUTE_MS)
  if (!(minutes > 0)) return undefined
  if (minutes < 60) return `Back in ${minutes === 1 ? '1 minute' : `${minutes} minutes`}`
  const inZone = timeZone === undefined ? {} : { timeZone }
  const days = (dayOf(backAtMs, inZone) - dayOf(nowMs, inZone)) / DAY_MS
  if (days === 0) return `Back at ${shown(backAtMs, { ...TIME, ...inZone })}`
  if (days === 1) return 'Back tomorrow'
  return days < 7 ? `Back on ${shown(backAtMs, { weekday: 'long', ...inZone })}` : undefined
}

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

function shown(atMs: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(atMs)
}

/** The calendar day of a moment, as the moment when that day begins in UTC. */
function dayOf(atMs: number, inZone: { timeZone?: string }): number {
  const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const [day, month, year] = shown(atMs, { ...date, ...inZone })
    .split('/')
    .map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day)
}
