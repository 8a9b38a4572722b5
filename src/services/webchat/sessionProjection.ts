import type { VisitorSession } from './sessionStore'

/** Shows sessions to other programs. Nothing reads it for truth: it is rebuilt with every use. */
export interface SessionProjection {
  write(sessions: readonly VisitorSession[]): Promise<void>
  /** Those that ended before their time. */
  remove(sessionIds: readonly string[]): Promise<void>
}

/** Where there is nowhere to show them. */
export const noSessionProjection: SessionProjection = {
  write: async () => {},
  remove: async () => {},
}
