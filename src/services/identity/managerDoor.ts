import { refusal } from '@/lib/errors'
import { type HttpCall, type HttpDoor, type UserPrincipal, userDoor } from '@/services/realtime'
import type { Services } from './accountDoor'

type Rules<Body, Query> = Parameters<typeof userDoor<Services, Body, Query>>[0]

/** A door for the owners and admins of a tenant: no agents, and no keys, which could make keys. */
export function managerDoor<More = unknown, Body = undefined, Query = undefined>(
  rules: Rules<Body, Query>,
  run: (services: Services & More, call: HttpCall<Body, Query, UserPrincipal>) => Promise<object>,
): HttpDoor<Services & More> {
  const only = 'owners and admins' as const
  return userDoor<Services & More, Body, Query>({ ...rules, only }, async (services, call) => {
    requireManager(call.caller)
    return run(services, call)
  })
}

function requireManager({ role }: UserPrincipal): void {
  if (role === 'owner' || role === 'admin') return
  throw refusal('FORBIDDEN', { sentence: 'Only owners and admins may do this' })
}
