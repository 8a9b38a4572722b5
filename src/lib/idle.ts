import type { OnlineUser } from './protocol'

/** From when on somebody counts as idle. */
export interface IdleClock {
  nowMs: number
  idleAfterMs: number
}

/** The last visible activity, or else the beginning. */
export function lastActiveMs({
  lastActiveAt = '',
  connectedAt,
}: Pick<OnlineUser, 'lastActiveAt' | 'connectedAt'>): number {
  return Date.parse(lastActiveAt) || Date.parse(connectedAt) || 0
}

/** Who is away, or has done nothing for the tenant's time. */
export function isIdleSince(
  { status }: Pick<OnlineUser, 'status'>,
  activeAtMs: number,
  { nowMs, idleAfterMs }: IdleClock,
): boolean {
  return status === 'away' || nowMs - activeAtMs >= idleAfterMs
}
