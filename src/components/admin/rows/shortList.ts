import type { OnlineUser } from '@/lib/protocol'

/** Of more people the table holds the newest; who else is looked for is asked of the server. */
export const MOST_ROWS = 10_000

/** A list, longest online first, and how many are online in all. */
export interface KnownPart {
  users: readonly OnlineUser[]
  total: number
  /** Still to be read. */
  missing: number
}

/** How many are online beside those in the list. */
export function countBeyond({ users, total, missing }: KnownPart): number {
  return Math.max(0, total - users.length - missing)
}

/** What people have in common is counted of the list alone: the server was asked and has not answered. */
export function isOfNewest(part: KnownPart & { everybody: unknown }): boolean {
  return !part.everybody && countBeyond(part) > 0
}

/** Somebody who is not in the list has not left: newer ones have taken the place. */
export function hasFallenOut(user: OnlineUser, part: KnownPart): boolean {
  const oldest = part.users[0]
  return countBeyond(part) > 0 && oldest !== undefined && user.connectedAt < oldest.connectedAt
}
