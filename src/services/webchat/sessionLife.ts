import type { VisitorSession } from './sessionStore'

/** Every use prolongs a session to this time from then on. */
export const SESSION_LIFE_MS = 24 * 3_600_000

export function isAlive({ lastActivityMs, isEnded }: VisitorSession, nowMs: number): boolean {
  return !isEnded && lastActivityMs + SESSION_LIFE_MS > nowMs
}
