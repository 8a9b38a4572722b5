import { z } from 'zod'
import type { RolePatch, TeamAnswer } from '@/lib/developersProtocol'
import type { Schema } from '@/services/realtime'
import { managerDoor } from './managerDoor'

const rolePatchSchema: Schema<RolePatch> = z.object({
  role: z.enum(['owner', 'admin', 'agent', 'member']),
})

/** `GET /api/admin/team`: who belongs to the tenant, by name, and who is invited. */
export const getTeam = managerDoor({}, async ({ identity }, { caller }): Promise<TeamAnswer> => {
  const [members, invitations] = await Promise.all([
    identity.team.list(caller.tenantId),
    identity.invitations.list(caller.tenantId),
  ])
  return { success: true, members, invitations }
})

/** `PATCH /api/admin/team/`: gives a member another role. */
export const patchMember = managerDoor<unknown, RolePatch>(
  { body: rolePatchSchema },
  async ({ identity }, { caller, body, params }): Promise<{ success: true }> => {
    await identity.team.setRole(caller, params.userId ?? '', body.role)
    return { success: true }
  },
)

/** `DELETE /api/admin/team/`: ends a membership; the account stays. */
export const deleteMember = managerDoor(
  {},
  async ({ identity }, { caller, params }): Promise<{ success: true }> => {
    await identity.team.remove(caller, params.userId ?? '')
    return { success: true }
  },
)

/** `DELETE /api/admin/invitations/`: takes an open invitation back. */
export const deleteInvitation = managerDoor(
  {},
  async ({ identity }, { caller, params }): Promise<{ success: true }> => {
    await identity.invitations.revoke(caller, params.id ?? '')
    return { success: true }
  },
)
