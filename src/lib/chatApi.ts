import { authorisedRequests } from './client/authorisedRequests'
import { type PassSource, userPasses } from './client/passes'
import type { Fetch } from './client/requests'
import { currentConfig, publicKey } from './config'
import type { OnlineUser, OnlineUsersPage } from './protocol'

/** Everything has a default; tests bring their own. */
export interface ChatApiOptions {
  /** Origin of the server; the configured one when absent. */
  url?: string | undefined
  passes?: PassSource | undefined
  fetch?: Fetch | undefined
}

/**
 * The calls of a tenant's admin app. It shows the configured token and key, and the tenant.
 * Every call rejects with a `ParleyApiError`: `code` and `retry` come from the error table.
 *
 * @example
 * const api = new ChatAPI('tenant-123')
 * const users = await api.getOnlineUsers()
 */
export class ChatAPI {
  readonly #get: ReturnType<typeof authorisedRequests>['get']

  constructor(
    private readonly tenantId: string,
    options: ChatApiOptions = {},
  ) {
    const { url = currentConfig().url, fetch } = options
    const tokens = options.passes ?? userPasses({ url, fetch })
    this.#get = authorisedRequests({ url, tokens, fetch, tenantId, apiKey: publicKey() }).get
  }

  /**
   * Everybody who is online in the tenant, all pages, longest online first.
   * @throws `FORBIDDEN` to all but admins and secret keys, `UNAUTHENTICATED`, `TENANT_MISMATCH`
   */
  async getOnlineUsers(): Promise<OnlineUser[]> {
    const users = new Map<string, OnlineUser>()
    let cursor: string | undefined
    do {
      const page = await this.getOnlineUsersPage(cursor)
      for (const user of page.users) users.set(user.userId, user)
      cursor = page.nextCursor
    } while (cursor !== undefined)
    return [...users.values()]
  }

  /** One page of them, and the moment it is of. @param cursor `nextCursor` of the page before. */
  getOnlineUsersPage(cursor?: string): Promise<OnlineUsersPage> {
    return this.#get('/api/chat/online-users', { tenantId: this.tenantId, cursor })
  }
}
