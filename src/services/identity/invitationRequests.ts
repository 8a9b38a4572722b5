import { userDoor } from '@/services/realtime'
import type { Services } from './accountDoor'
import { invitationSchema } from './accountSchemas'
import type { Invited } from './invitations'

/** `POST /api/admin/invitations`: mails somebody a link to join the tenant. */
export const postInvitation = userDoor(
  { body: invitationSchema },
  async (
    { identity }: Services,
    { caller, body },
  ): Promise<{ success: true; invitation: Invited }> => ({
    success: true,
    invitation: await identity.invitations.invite(caller, body),
  }),
)
