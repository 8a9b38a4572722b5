import type { OnlineColleague, OnlineUser, OnlineUsersPage, PresenceChange } from '@/lib/protocol'
import { isAdmin, type UserPrincipal } from '@/services/realtime'
import type { OnlineUsersStore, PageOptions, PresencePage } from './onlineUsersStore'
import type { PresenceAnnouncer } from './presenceAnnouncer'
import { onlineColleague, onlineUser, type PresenceView, presenceChange } from './presenceView'

const PAGE = 1000
const READ_AGAIN = 3

export interface ReadOptions {
  /** 1 to 1000, 1000 unless told. */
  limit?: number | undefined
  cursor?: string | undefined
  /** A user to leave out of rows and count. */
  except?: string | undefined
}

export interface ColleaguesPage {
  colleagues: OnlineColleague[]
  /** Of all pages. */
  count: number
  nextCursor?: string
  version: number
  epoch: string
}

interface ReadingParts {
  store: OnlineUsersStore
  announcer: PresenceAnnouncer
}

/** What people may read of a tenant's presence. */
export class PresenceReadings {
  constructor(private readonly parts: ReadingParts) {}

  async page(viewer: UserPrincipal, options: ReadOptions = {}): Promise<OnlineUsersPage> {
    const { rows, ...page } = await this.#read(viewer.tenantId, options)
    const view = viewOf(viewer)
    return { users: rows.map((row) => onlineUser(row, view)), ...page }
  }

  /** Everybody. In pages, so that nothing else waits for long. */
  async list(viewer: UserPrincipal): Promise<OnlineUser[]> {
    const users: OnlineUser[] = []
    let cursor: string | undefined
    do {
      const page = await this.page(viewer, { cursor })
      users.push(...page.users)
      cursor = page.nextCursor
    } while (cursor !== undefined)
    return users
  }

  async colleagues(viewer: UserPrincipal, options: ReadOptions = {}): Promise<ColleaguesPage> {
    const { rows, total, ...page } = await this.#read(viewer.tenantId, options)
    return { colleagues: rows.map(onlineColleague), count: total, ...page }
  }

  count(tenantId: string, except?: string): Promise<number> {
    return this.parts.store.count(tenantId, except)
  }

  async isOnline(tenantId: string, userId: string): Promise<boolean> {
    return (await this.parts.store.find(tenantId, userId)) !== undefined
  }

  async since(
    viewer: UserPrincipal,
    seen: { epoch: string; after: number },
  ): Promise<{ changes: PresenceChange[] } | { reset: true }> {
    const changes = await this.parts.store.since(viewer.tenantId, seen)
    if (changes === 'reset') return { reset: true }
    return { changes: changes.map((change) => presenceChange(change, viewOf(viewer))) }
  }

  /** Never older than what watchers were told: a list that came late would hide a change. */
  async #read(tenantId: string, { limit = PAGE, ...rest }: ReadOptions): Promise<PresencePage> {
    const options: PageOptions = { ...rest, limit }
    let page = await this.parts.store.page(tenantId, options)
    for (let again = 0; again < READ_AGAIN; again += 1) {
      if (!this.parts.announcer.isAhead(tenantId, page)) break
      page = await this.parts.store.page(tenantId, options)
    }
    return page
  }
}

/** Admins of the tenant see everything, everybody else what colleagues see. */
export function viewOf(viewer: UserPrincipal): PresenceView {
  return isAdmin(viewer) ? 'full' : 'reduced'
}
