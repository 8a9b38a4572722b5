import type { Database } from '@/services/database'
import { postgresSessionStore } from './postgresSessionStore'
import {
  type VisitorSessionsParts,
  type VisitorSessionsService,
  visitorSessionsService,
} from './visitorSessionsService'

/** The ends of sessions that `VisitEnds` looks for. */
export function endedVisits(database: Database): (sinceMs: number) => Promise<string[]> {
  return postgresSessionStore(database).endedSince
}

export function createVisitorSessions({
  database,
  ...parts
}: Omit<VisitorSessionsParts, 'store'> & { database: Database }): VisitorSessionsService {
  return visitorSessionsService({ ...parts, store: postgresSessionStore(database) })
}
