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

function merged(
  kept: readonly OnlineUser[],
  fresh: readonly OnlineUser[],
  sort: Sort | undefined,
): OnlineUser[] {
  const comesFirst = comparerFor(sort)
  const rows: OnlineUser[] = []
  let next = 0
  for (const user of kept) {
    for (let one = fresh[next]; one && comesFirst(one, user) < 0; one = fresh[next]) {
      rows.push(one)
      next += 1
    }
    rows.push(user)
  }
  return rows.concat(fresh.slice(next))
}
