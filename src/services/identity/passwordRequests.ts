import type { SignedInAnswer } from '@/lib/accountProtocol'
import { clientIp, userDoor } from '@/services/realtime'
import { accountDoor, type Services } from './accountDoor'
import { changeSchema, forgotSchema, resetSchema } from './accountSchemas'

/** `POST /api/auth/password/change`: a new password, for whoever knows the old one. */
export const postPasswordChange = userDoor(
  { body: changeSchema },
  async ({ identity }: Services, { caller, body, request }): Promise<SignedInAnswer> => ({
    success: true,
    user: await identity.changePassword(caller, { ...body, ip: clientIp(request) }),
  }),
)

/**
 * `POST /api/auth/password/forgot`: mails a link for a new password; the same answer for every
 * e-mail.
 */
export const postPasswordForgot = accountDoor(
  forgotSchema,
  async ({ identity }, call): Promise<{ success: true }> => {
    await identity.passwordResets.forgotLater(call.body.email, clientIp(call.request))
    return { success: true }
  },
)

/**
 * `POST /api/auth/password/reset`: a new password, by a mailed link. Nobody is signed in by it,
 * the new password is for that.
 */
export const postPasswordReset = accountDoor(
  resetSchema,
  async ({ identity }, call): Promise<{ success: true }> => {
    const ip = clientIp(call.request)
    await identity.passwordResets.reset({ ...call.body, ip })
    return { success: true }
  },
)
