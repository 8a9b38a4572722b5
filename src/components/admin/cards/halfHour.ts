import type { PresenceHistory } from '@/lib/adminProtocol'

/** One bar: how many were online in a minute; undefined where nothing is known of it. */
export type Bar = number | undefined

const MINUTE_MS = 60_000

/** The last 30 minutes, oldest first; the last bar is now. */
export function halfHour(
  history: Pick<PresenceHistory, 'minutes'> | undefined,
  now: { atMs: number; online: Bar },
): Bar[] {
  const known = new Map(
    history?.minutes.map(({ at, online }) => [minuteOf(Date.parse(at)), online]),
  )
  const last = minuteOf(now.atMs)
  const before = Array.from({ length: 29 }, (_, index) => known.get(last - 29 + index))
  return [...before, now.online]
}

/** How many more than five minutes ago; undefined where that is not known. */
export function changeInFiveMinutes(bars: readonly Bar[]): number | undefined {
  const [then, now] = [bars.at(-6), bars.at(-1)]
  return then === undefined || now === undefined ? undefined : now - then
}

/** The minute of each bar in milliseconds, the last of them being the minute of `atMs`. */
export function minutesOf(bars: readonly Bar[], atMs: number): { atMs: number; online: Bar }[] {
  const last = minuteOf(atMs)
  return bars.map((online, place) => ({
    atMs: (last - (bars.length - 1 - place)) * MINUTE_MS,
    online,
  }))
}

function minuteOf(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS)
}
