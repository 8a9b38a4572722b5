import { refusal } from '@/lib/errors'
import { publicDoor, userDoor } from '@/services/realtime'
import type { Services } from './accountDoor'

/** GET /api/auth/session: who is signed in; nobody is an answer. */
export const getSession = publicDoor({}, async (services: Services, call) => {
  const session = await services.identity.shownSession(call.request)
  return { success: true, user: session?.account ?? null }
})

/** GET /api/auth/sessions */
export const getSessions = userDoor({}, async (services: Services, { caller }) => ({
  success: true,
  sessions: await services.identity.accountSessions.list(caller.userId, caller.accountSessionId),
}))

/** DELETE /api/auth/sessions: all but the one that asks. */
export const deleteSessions = userDoor({}, async (services: Services, { caller }) => {
  const { accountSessions } = services.identity
  await accountSessions.endOthers(caller.userId, caller.accountSessionId, 'Logged out elsewhere')
  return { success: true }
})

/** DELETE /api/auth/sessions/:id */
export const deleteSession = userDoor({}, async (services: Services, { caller, params }) => {
  const { accountSessions } = services.identity
  const id = params.id ?? ''
  if (!(await accountSessions.end(caller.userId, id, 'Logged out elsewhere')))
    throw refusal('SESSION_NOT_FOUND')
  return { success: true }
})
