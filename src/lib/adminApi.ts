/** The admins' HTTP calls. */
import type {
  PresenceDetails,
  PresenceExplanation,
  PresenceHistory,
  PresenceSettings,
} from './adminProtocol'
import { authorisedRequests, type Caller } from './client/authorisedRequests'
import type { OnlineUser, OnlineUsersPage } from './protocol'
import type { TokenSource } from './session'

/**
 * What admins of a tenant may ask. Every call rejects with a `ParleyApiError`; `FORBIDDEN` for
 * everybody who is no admin.
 */
export interface AdminApi {
  /** Everybody who is online, all pages. */
  onlineUsers(): Promise<OnlineUser[]>
  /**
   * How many were online, minute by minute.
   * @param minutes 1 to 1440, 30 unless told.
   * @param withTeam counts the tenant's own people too.
   */
  presenceHistory(minutes?: number, withTeam?: boolean): Promise<PresenceHistory>
  /** One person with the pages of this stay. @throws `USER_NOT_FOUND` */
  presenceDetails(userId: string): Promise<PresenceDetails>
  /** Why somebody is online, or is not. @throws `USER_NOT_FOUND` */
  presenceExplanation(userId: string): Promise<PresenceExplanation>
  presenceSettings(): Promise<PresenceSettings>
}

/**
 * @example
 * const admin = createAdminApi({ url: '', tokens: createTokenSource() })
 * const { minutes } = await admin.presenceHistory(30)
 */
export function createAdminApi(caller: Omit<Caller, 'tokens'> & { tokens: TokenSource }): AdminApi {
  const { get } = authorisedRequests(caller)
  const presence = '/api/admin/presence'
  const onlineUsers = async () => {
    const { tenantId } = await caller.tokens.get()
    const users: OnlineUser[] = []
    let cursor: string | undefined
    do {
      const page = await get<OnlineUsersPage>('/api/chat/online-users', { tenantId, cursor })
      users.push(...page.users)
      cursor = page.nextCursor
    } while (cursor)
    return users
  }
  return {
    onlineUsers,
    presenceHistory: (minutes = 30, withTeam = false) =>
      get(`${presence}/history`, { minutes, team: withTeam ? 'include' : undefined }),
    presenceDetails: (userId) => get(`${presence}/users/${encodeURIComponent(userId)}`),
    presenceExplanation: (userId) => get(`${presence}/explain/${encodeURIComponent(userId)}`),
    presenceSettings: () => get(`${presence}/settings`),
  }
}
