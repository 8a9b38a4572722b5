import type { SocketDoor, VisitorPrincipal } from '@/services/realtime'
import type { VisitorSessionsService } from './visitorSessionsService'

interface Services {
  visitorSessions: Pick<VisitorSessionsService, 'keepAlive' | 'letGo'>
}

/** A connected visitor's session goes on. */
export function attachVisitor(
  door: SocketDoor<VisitorPrincipal>,
  { visitorSessions }: Services,
): void {
  door.onOpen(({ principal }) => visitorSessions.keepAlive(principal.sessionId))
  door.onClose(({ principal }) => visitorSessions.letGo(principal.sessionId))
}
