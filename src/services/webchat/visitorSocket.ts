import type { Connection, VisitorPrincipal } from '@/services/realtime'
import type { VisitorSessionsService } from './visitorSessionsService'

interface Services {
  visitorSessions: Pick<VisitorSessionsService, 'keepAlive'>
}

/** A connected visitor's session goes on. */
export function attachVisitor(
  connection: Connection<VisitorPrincipal>,
  { visitorSessions }: Services,
): void {
  connection.onClose(visitorSessions.keepAlive(connection.principal.sessionId))
}
