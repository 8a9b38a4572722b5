import type { Role } from '@/lib/protocol'

/** Nobody gives, or takes, more than they have; and only who runs a team changes it. */
export const MAY_GIVE: Record<Role, readonly Role[]> = {
  owner: ['owner', 'admin', 'agent', 'member'],
  admin: ['admin', 'agent', 'member'],
  agent: [],
  member: [],
}

/** Who has the first role can do everything that the second can. */
export function isAtLeast(role: Role, other: Role): boolean {
  return MAY_GIVE.owner.indexOf(role) <= MAY_GIVE.owner.indexOf(other)
}
