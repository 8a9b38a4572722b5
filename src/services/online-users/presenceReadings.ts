import { setImmediate as othersTurn } from 'node:timers/promises'
import type { PresenceExplanation } from '@/lib/adminProtocol'
import { errorCodeOf, refusal } from '@/lib/errors'
import type { OnlineColleague, OnlineUser, OnlineUsersPage, PresenceChange } from '@/lib/protocol'
import { isAdmin, type Principal, type UserPrincipal } from '@/services/realtime'
import { filteredPage } from './filteredPage'
import type { KnownLists } from './knownLists'
import { filterTest, type ListFilter } from './listFilter'
import type {
  CountOptions,
  HeldFacts,
  OnlineUsersStore,
  PageOptions,
  PresencePage,
} from './onlineUsersStore'
import type { PresenceAnnouncer } from './presenceAnnouncer'
import { explanationOf } from './presenceExplanation'
import {
  isInView,
  onlineColleague,
  onlineUser,
  type PresenceView,
  presenceChange,
} from './presenceView'

const PAGE = 1000
const READ_AGAIN = 3

export type ListOrder = 'oldest' | 'newest'

export interface ReadOptions {
  /** 1 to 1000, 1000 unless told. */
  limit?: number | undefined
  cursor?: string | undefined
  /** A user to leave out of rows and count. */
  except?: string | undefined
  /** `oldest` unless told: who has been online for longest comes first. */
  order?: ListOrder | undefined
}

type Reading = ReadOptions & CountOptions

export interface ColleaguesPage {
  colleagues: OnlineColleague[]
  /** Of all pages. */
  count: number
  nextCursor?: string
  version: number
  epoch: string
  stale?: true
}

interface ReadingParts {
  store: OnlineUsersStore
  announcer: PresenceAnnouncer
  known: KnownLists
  lastBeatMs(held: HeldFacts): number
}

/**
 * `stale`: the storage is away, and this is what was last known; or it is being filled again, and
 * this process has not known it before.
 */
type ReadPage = PresencePage & { stale?: true }

/**
 * What people may read of a tenant's presence. While the storage is away lists and counts are the
 * last that this process knew; what it never knew, and everything else, is `UNAVAILABLE`.
 */
export class PresenceReadings {
  constructor(private readonly parts: ReadingParts) {}

  /** Of everybody, or of those whom the filter leaves. */
  async page(
    viewer: Principal,
    { limit, cursor, except, order, ...filter }: ReadOptions & ListFilter = {},
  ): Promise<OnlineUsersPage> {
    const test = filterTest(filter)
    const read = (part: ReadOptions) => this.#page(viewer, { ...part, except, order })
    if (!test) return read({ limit, cursor })
    return filteredPage({ test, limit: limit ?? PAGE, cursor, read })
  }

  async #page(viewer: Principal, options: ReadOptions): Promise<OnlineUsersPage> {
    const view = requiredView(viewer)
    const usersOnly = view === 'reduced'
    const { rows, ...page } = await this.#read(viewer.tenantId, { ...options, usersOnly })
    return { users: rows.map((row) => onlineUser(row, view)), ...page }
  }

  /** Everybody. In pages, between which others have their turn. */
  async list(viewer: Principal): Promise<OnlineUser[]> {
    const users: OnlineUser[] = []
    let cursor: string | undefined
    do {
      const page = await this.page(viewer, { cursor })
      users.push(...page.users)
      cursor = page.nextCursor
      if (cursor !== undefined) await othersTurn()
    } while (cursor !== undefined)
    return users
  }

  /** Nobody is a visitor's colleague. */
  async colleagues(viewer: UserPrincipal, options: ReadOptions = {}): Promise<ColleaguesPage> {
    const usersOnly = { ...options, usersOnly: true }
    const { rows, total, ...page } = await this.#read(viewer.tenantId, usersOnly)
    return { colleagues: rows.map(onlineColleague), count: total, ...page }
  }

  async count(tenantId: string, options: CountOptions = {}): Promise<number> {
    const { store, known } = this.parts
    const remembered = () => known.page(tenantId, { ...options, limit: 0 })
    if (known.isSettling(tenantId)) return remembered()?.total ?? store.count(tenantId, options)
    try {
      return await store.count(tenantId, options)
    } catch (error) {
      return orThrow(remembered(), error).total
    }
  }

  async isOnline(tenantId: string, userId: string): Promise<boolean> {
    return (await this.parts.store.find(tenantId, userId)) !== undefined
  }

  /** Somebody of whom nothing is known is offline, and the reason says so. */
  async explain(tenantId: string, userId: string): Promise<PresenceExplanation> {
    const { store, lastBeatMs } = this.parts
    return explanationOf({ userId, stored: await store.explain(tenantId, userId), lastBeatMs })
  }

  async since(
    viewer: Principal,
    seen: { epoch: string; after: number },
  ): Promise<{ changes: PresenceChange[] } | { reset: true }> {
    const view = requiredView(viewer)
    const changes = await this.parts.store.since(viewer.tenantId, seen)
    if (changes === 'reset') return { reset: true }
    const inView = changes.filter((change) => isInView(change, view))
    return { changes: inView.map((change) => presenceChange(change, view)) }
  }

  async #read(tenantId: string, { limit = PAGE, order, ...rest }: Reading): Promise<ReadPage> {
    const { known, store } = this.parts
    const options = { ...rest, limit, newestFirst: order === 'newest' }
    try {
      const page = await this.#readFresh(tenantId, options)
      const before = known.before(tenantId, page, options)
      if (before) return { ...before, stale: true }
      if (isList(options, page)) known.note(tenantId, page, rest.usersOnly ?? false)
      return store.isFilling(page.epoch) ? { ...page, stale: true } : page
    } catch (error) {
      return { ...orThrow(known.page(tenantId, options), error), stale: true }
    }
  }

  /** Never older than what watchers were told: a list that came late would hide a change. */
  async #readFresh(tenantId: string, options: PageOptions): Promise<PresencePage> {
    let page = await this.parts.store.page(tenantId, options)
    for (let again = 0; again < READ_AGAIN; again += 1) {
      if (!this.parts.announcer.isAhead(tenantId, page)) break
      page = await this.parts.store.page(tenantId, options)
    }
    return page
  }
}

/** Whether a page is worth remembering as the list. */
function isList(options: PageOptions, { nextCursor }: PresencePage): boolean {
  const { cursor, except, limit, newestFirst } = options
  const isFirst = cursor === undefined && except === undefined && !newestFirst
  return isFirst && (limit >= PAGE || nextCursor === undefined)
}

function orThrow(known: PresencePage | undefined, error: unknown): PresencePage {
  if (known && errorCodeOf(error) === 'UNAVAILABLE') return known
  throw error
}

/**
 * Admins, and back ends whose key may, see everything; other signed-in users see what colleagues
 * see. Visitors and other keys see nothing.
 */
export function viewOf(viewer: Principal): PresenceView | undefined {
  if (viewer.kind === 'user') return isAdmin(viewer) ? 'full' : 'reduced'
  const mayRead = viewer.kind === 'service' && viewer.scopes.includes('presence:read')
  return mayRead ? 'full' : undefined
}

function requiredView(viewer: Principal): PresenceView {
  const view = viewOf(viewer)
  if (!view) throw refusal('FORBIDDEN')
  return view
}
