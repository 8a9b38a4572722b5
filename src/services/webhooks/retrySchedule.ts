const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** After each try that failed; the last try is about twelve hours after the first. */
const WAITS_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  4 * HOUR,
]

export const MOST_ATTEMPTS = WAITS_MS.length + 1

/** When to try again; undefined once that was all. Spread by a tenth, so that tries do not gather. */
export function nextAttemptAtMs(
  attempts: number,
  nowMs: number,
  random: () => number = Math.random,
): number | undefined {
  const waitMs = WAITS_MS[attempts - 1]
  return waitMs === undefined ? undefined : nowMs + Math.round(waitMs * (1 + random() / 10))
}
