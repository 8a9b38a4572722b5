import type { Database } from '@/services/database'
import { postgresSessionStore } from './postgresSessionStore'
import {
  type VisitorSessionsParts,
  type VisitorSessionsService,
  visitorSessionsService,
} from './visitorSessionsService'

export function createVisitorSessions({
  database,
  ...parts
}: Omit<VisitorSessionsParts, 'store'> & { database: Database }): VisitorSessionsService {
  return visitorSessionsService({ ...parts, store: postgresSessionStore(database) })
}
