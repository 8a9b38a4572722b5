import { userDoor } from '@/services/realtime'
import type { Services } from './accountDoor'
import { invitationSchema } from './accountSchemas'

/** POST /api/admin/invitations */
export const postInvitation = userDoor(
  { body: invitationSchema },
  async ({ identity }: Services, { caller, body }) => ({
    success: true,
    invitation: await identity.invitations.invite(caller, body),
  }),
)
