import type { TeamMember } from '@/lib/developersProtocol'
import type { Role } from '@/lib/protocol'
import type { Doing } from '../audit/auditStore'

/** Whom a change is about, and what has to be true of them as it is made. */
export interface Place {
  userId: string
  /** The roles that the one who does it may take away. */
  from: readonly Role[]
}

/** `last-owner`: a team without an owner is nobody's. Anything but a role has changed nothing. */
export type TeamChange = { before: Role; name: string } | 'last-owner' | 'forbidden' | undefined

/** Members of tenants. Every change is one step with its entry in the audit log. */
export interface TeamStore {
  /** By name. */
  list(tenantId: string): Promise<TeamMember[]>
  /** `undefined` where the tenant has no such member. */
  setRole(doing: Doing, place: Place, role: Role): Promise<TeamChange>
  remove(doing: Doing, place: Place): Promise<TeamChange>
}
