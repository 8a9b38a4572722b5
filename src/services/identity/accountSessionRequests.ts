import type { AccountSession } from '@/lib/accountProtocol'
import { refusal } from '@/lib/errors'
import type { Account } from '@/lib/protocol'
import { publicDoor, userDoor } from '@/services/realtime'
import type { Services } from './accountDoor'

/** GET /api/auth/session: who is signed in; nobody is an answer. */
export const getSession = publicDoor(
  { shows: 'perhaps a session' },
  async (services: Services, call): Promise<{ success: true; user: Account | null }> => {
    const session = await services.identity.shownSession(call.request)
    return { success: true, user: session?.account ?? null }
  },
)

/** `GET /api/auth/sessions`: where the account is signed in. */
export const getSessions = userDoor(
  {},
  async (
    services: Services,
    { caller },
  ): Promise<{ success: true; sessions: AccountSession[] }> => ({
    success: true,
    sessions: await services.identity.accountSessions.list(caller.userId, caller.accountSessionId),
  }),
)

/**
 * `DELETE /api/auth/sessions`: signs out everywhere else: all sessions end but the one that asks.
 */
export const deleteSessions = userDoor(
  {},
  async (services: Services, { caller }): Promise<{ success: true }> => {
    const { accountSessions } = services.identity
    await accountSessions.endOthers(caller.userId, caller.accountSessionId, 'Logged out elsewhere')
    return { success: true }
  },
)

/** `DELETE /api/auth/sessions/`: signs out at one place. */
export const deleteSession = userDoor(
  {},
  async (services: Services, { caller, params }): Promise<{ success: true }> => {
    const { accountSessions } = services.identity
    const id = params.id ?? ''
    if (!(await accountSessions.end(caller.userId, id, 'Logged out elsewhere')))
      throw refusal('SESSION_NOT_FOUND')
    return { success: true }
  },
)
