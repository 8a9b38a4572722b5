import {
  type DoorRequest,
  type DoorServices,
  noteTab,
  type VisitorPrincipal,
} from '@/services/realtime'
import type { WrittenOn } from './messageSchemas'
import type { VisitorSessionsService } from './visitorSessionsService'

type Services = DoorServices & { visitorSessions: Pick<VisitorSessionsService, 'used'> }

/** A visitor's request counts, prolongs the session, and keeps a tab without a socket online. */
export async function admitVisitor(
  services: Services,
  request: DoorRequest,
  visitor: VisitorPrincipal,
  page: Partial<WrittenOn> = {},
): Promise<void> {
  await services.limits.credential(`visitor:${visitor.sessionId}`)
  services.visitorSessions.used(visitor.sessionId)
  noteTab(services, request, visitor, page)
}
