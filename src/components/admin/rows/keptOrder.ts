import type { OnlineUser } from '@/lib/protocol'
import { comparerFor, ordered, type Sort } from './visitorOrder'

/**
 * Orders list after list: who was in the list before keeps their place, and only who is new or
 * changed is sorted and put in between. The answer is the one of `ordered`.
 */
export function createKeptOrder(): typeof ordered {
  let before: { column: string; rows: OnlineUser[] } = { column: '', rows: [] }
  return (users, sort) => {
    const column = `${sort?.column} ${sort?.direction}`
    const rows = column === before.column ? mended(before.rows, users, sort) : ordered(users, sort)
    before = { column, rows }
    return rows
  }
}

function mended(
  before: readonly OnlineUser[],
  users: readonly OnlineUser[],
  sort: Sort | undefined,
): OnlineUser[] {
  // Rows are never changed, only replaced: the same row is in the same place.
  const rest = new Set(users)
  const kept = before.filter((user) => rest.delete(user))
  return merged(kept, ordered([...rest], sort), sort)
}

/** The places of the few are looked for among the many, which are copied in pieces. */
function merged(
  kept: readonly OnlineUser[],
  fresh: readonly OnlineUser[],
  sort: Sort | undefined,
): OnlineUser[] {
  const comesFirst = comparerFor(sort)
  const pieces: (OnlineUser | readonly OnlineUser[])[] = []
  let from = 0
  for (const one of fresh) {
    const to = placeOf(one, kept, from, comesFirst)
    pieces.push(kept.slice(from, to), one)
    from = to
  }
  return [...pieces, kept.slice(from)].flat()
}

/** Before the first, from a place on, that comes after somebody. */
function placeOf(
  one: OnlineUser,
  rows: readonly OnlineUser[],
  from: number,
  comesFirst: ReturnType<typeof comparerFor>,
): number {
  let [low, high] = [from, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (comesFirst(one, rows[middle] as OnlineUser) < 0) high = middle
    else low = middle + 1
  }
  return low
}
