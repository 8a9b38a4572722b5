/** The rows that are drawn, in order, and those who wait for their place. */
export interface ShownOrder {
  ids: readonly string[]
  /** Newcomers behind the pill. */
  waiting: number
}

/**
 * The order to draw. While it is frozen nobody moves: who is there stays in place, who has left
 * stays as somebody who has left, and who is new waits.
 */
export function shownOrder(
  shown: readonly string[],
  wanted: readonly string[],
  isFrozen: boolean,
): ShownOrder {
  if (!isFrozen) return { ids: wanted, waiting: 0 }
  const before = new Set(shown)
  const waiting = wanted.reduce((sum, id) => sum + (before.has(id) ? 0 : 1), 0)
  return { ids: shown, waiting }
}
