/** The admins' HTTP calls. */
import type {
  OnlineFilter,
  PresenceDetails,
  PresenceExplanation,
  PresenceFacets,
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
   * The newest so many of those who are online and pass a filter, newest first, and how many do.
   */
  newestOnline(most: number, filter?: OnlineFilter): Promise<NewestOnline>
  /**
   * How many were online, minute by minute.
   * @param minutes 1 to 1440, 30 unless told.
   * @param withTeam counts the tenant's own people too.
   */
  presenceHistory(minutes?: number, withTeam?: boolean): Promise<PresenceHistory>
  /**
   * What those who are online have in common.
   * @param withTeam counts the tenant's own people too.
   */
  presenceFacets(withTeam?: boolean): Promise<PresenceFacets>
  /** One person with the pages of this stay. @throws `USER_NOT_FOUND` */
  presenceDetails(userId: string): Promise<PresenceDetails>
  /** Why somebody is online, or is not. @throws `USER_NOT_FOUND` */
  presenceExplanation(userId: string): Promise<PresenceExplanation>
  presenceSettings(): Promise<PresenceSettings>
}

export interface NewestOnline {
  users: OnlineUser[]
  /** Of all who pass, shown or not. */
  total: number
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
  const newestOnline = async (most: number, filter: OnlineFilter = {}) => {
    const { tenantId } = await caller.tokens.get()
    const asked = { ...filter, tenantId, order: 'newest', limit: Math.min(most, 1000) }
    const users: OnlineUser[] = []
    let page: OnlineUsersPage | undefined
    do {
      const question = { ...asked, cursor: page?.nextCursor }
      page = await get<OnlineUsersPage>('/api/chat/online-users', question)
      users.push(...page.users)
    } while (page.nextCursor && users.length < most)
    return { users: users.slice(0, most), total: page.total }
  }
  return {
    onlineUsers,
    newestOnline,
    presenceHistory: (minutes = 30, withTeam = false) =>
      get(`${presence}/history`, { minutes, team: withTeam ? 'include' : undefined }),
    presenceFacets: (withTeam = false) =>
      get(`${presence}/facets`, { team: withTeam ? 'include' : undefined }),
    presenceDetails: (userId) => get(`${presence}/users/${encodeURIComponent(userId)}`),
    presenceExplanation: (userId) => get(`${presence}/explain/${encodeURIComponent(userId)}`),
    presenceSettings: () => get(`${presence}/settings`),
  }
}
