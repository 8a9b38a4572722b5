import type { IdentityService } from '@/services/identity'
import {
  type DoorRequest,
  type DoorServices,
  type HttpCall,
  noteTab,
  type VisitorPrincipal,
} from '@/services/realtime'
import type { WrittenOn } from './messageSchemas'
import type { VisitorSessionsService } from './visitorSessionsService'

type Services = DoorServices & { visitorSessions: Pick<VisitorSessionsService, 'used'> }

/** The counter of a visitor whose token was proven before, for a door that asks it at once. */
export function visitorsCounter(
  { identity }: { identity: Pick<IdentityService, 'rememberedVisitor'> },
  request: DoorRequest,
): string | undefined {
  const visitor = identity.rememberedVisitor(request)
  return visitor && counterOf(visitor)
}

function counterOf({ sessionId }: VisitorPrincipal): string {
  return `visitor:${sessionId}`
}

/** A visitor's request counts, prolongs the session, and keeps a tab without a socket online. */
export async function admitVisitor(
  services: Services,
  { request, counted }: Pick<HttpCall<unknown, unknown, undefined>, 'request' | 'counted'>,
  visitor: VisitorPrincipal,
  page: Partial<WrittenOn> = {},
): Promise<void> {
  const counter = counterOf(visitor)
  if (counted !== counter) await services.limits.credential(counter)
  services.visitorSessions.used(visitor.sessionId)
  noteTab(services, request, visitor, page)
}
