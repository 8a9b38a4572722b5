const firstMs = 500
const longestMs = 10_000

/**
 * How long to wait before a try: 0.5 s doubled with every failure up to 10 s, spread by half in
 * both directions, so that the clients of a restarted server do not come back in step.
 *
 * @param failures tries that have failed in a row, from 0.
 * @param random a number in [0, 1).
 */
export function backOffMs(failures: number, random: number): number {
  const middleMs = Math.min(longestMs, firstMs * 2 ** failures)
  return Math.min(longestMs, Math.round(middleMs * (0.5 + random)))
}
