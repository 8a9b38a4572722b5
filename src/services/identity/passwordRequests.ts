import { clientIp, userDoor } from '@/services/realtime'
import { accountDoor, type Services } from './accountDoor'
import { changeSchema, forgotSchema, resetSchema } from './accountSchemas'

/** POST /api/auth/password/change */
export const postPasswordChange = userDoor(
  { body: changeSchema },
  async ({ identity }: Services, { caller, body, request }) => ({
    success: true,
    user: await identity.changePassword(caller, { ...body, ip: clientIp(request) }),
  }),
)

/** POST /api/auth/password/forgot: the same answer for every e-mail. */
export const postPasswordForgot = accountDoor(forgotSchema, async ({ identity }, call) => {
  await identity.passwordResets.forgotLater(call.body.email, clientIp(call.request))
  return { success: true }
})

/** POST /api/auth/password/reset: nobody is signed in by it, the new password is for that. */
export const postPasswordReset = accountDoor(resetSchema, async ({ identity }, call) => {
  const ip = clientIp(call.request)
  await identity.passwordResets.reset({ ...call.body, ip })
  return { success: true }
})
