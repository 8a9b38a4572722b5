import type { ConnectionTotals, OnlineUsersStore } from './onlineUsersStore'

const PAGE = 1000

/** Users whom something that is said now reaches. */
export interface ReachedPage {
  userIds: string[]
  nextCursor?: string
}

/**
 * Whom something reaches that is said now. Nothing remembered answers here: while the storage is
 * away all of it is `UNAVAILABLE`.
 */
export class PresenceReach {
  constructor(private readonly store: OnlineUsersStore) {}

  /** How many sockets of each user hear it. */
  async sockets(tenantId: string, userIds: readonly string[]): Promise<number[]> {
    return userIds.length === 0 ? [] : this.store.sockets(tenantId, userIds)
  }

  /** A page of them, in the order of coming online; one may be short before the last. */
  async reached(
    tenantId: string,
    { limit = PAGE, cursor }: { limit?: number | undefined; cursor?: string | undefined } = {},
  ): Promise<ReachedPage> {
    const { rows, nextCursor } = await this.store.page(tenantId, {
      limit,
      ...(cursor !== undefined && { cursor }),
    })
    const userIds = rows.map(({ userId }) => userId)
    const counts = await this.sockets(tenantId, userIds)
    return {
      userIds: userIds.filter((_, index) => (counts[index] ?? 0) > 0),
      ...(nextCursor !== undefined && { nextCursor }),
    }
  }

  totals(tenantId: string): Promise<ConnectionTotals> {
    return this.store.totals(tenantId)
  }
}
