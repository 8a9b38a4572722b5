import { z } from 'zod'
import type { RolePatch, TeamAnswer } from '@/lib/developersProtocol'
import type { Schema } from '@/services/realtime'
import { managerDoor } from './managerDoor'

const rolePatchSchema: Schema<RolePatch> = z.object({
  role: z.enum(['owner', 'admin', 'agent', 'member']),
})

/** `GET /api/admin/team` */
export const getTeam = managerDoor({}, async ({ identity }, { caller }): Promise<TeamAnswer> => {
  const [members, invitations] = await Promise.all([
    identity.team.list(caller.tenantId),
    identity.invitations.list(caller.tenantId),
  ])
  return { success: true, members, invitations }
})

/** `PATCH /api/admin/team/:userId` */
export const patchMember = managerDoor<unknown, RolePatch>(
  { body: rolePatchSchema },
  async ({ identity }, { caller, body, params }) => {
    await identity.team.setRole(caller, params.userId ?? '', body.role)
    return { success: true }
  },
)

/** `DELETE /api/admin/team/:userId` */
export const deleteMember = managerDoor({}, async ({ identity }, { caller, params }) => {
  await identity.team.remove(caller, params.userId ?? '')
  return { success: true }
})

/** `DELETE /api/admin/invitations/:id` */
export const deleteInvitation = managerDoor({}, async ({ identity }, { caller, params }) => {
  await identity.invitations.revoke(caller, params.id ?? '')
  return { success: true }
})
