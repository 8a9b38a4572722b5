import {
  FILLED_AGAIN_MS,
  type PageOptions,
  type PresencePage,
  type PresenceRow,
  type StoredChange,
} from './onlineUsersStore'
import { isInView } from './presenceView'

const MOST_TENANTS = 100
const MOST_ROWS = 2000
/** Changes are only kept until somebody asks, or until they are too many. */
const MOST_CHANGES = 1000

interface KnownList {
  page: PresencePage
  /** Later than the page. */
  changes: StoredChange[]
}

interface KnownTenant {
  epoch: string
  /** What admins see. */
  everybody?: KnownList
  /** What the others see. */
  users?: KnownList
  /** When the storage turned out to have begun anew. */
  newEpochAtMs?: number
}

/**
 * The lists of each tenant as this process last knew them, for when the storage is away: the first
 * page that was read last, and what watchers heard since. In a tenant of thousands the first ones.
 * They also stand in while a storage that came back empty is filled again: whoever looked then
 * would see people leave who have not moved.
 */
export class KnownLists {
  readonly #tenants = new Map<string, KnownTenant>()

  constructor(private readonly now: () => number) {}

  /** Remembers a first page that leaves nobody out. */
  note(tenantId: string, page: PresencePage, usersOnly: boolean): void {
    const known = this.#tenants.get(tenantId)
    const tenant = known?.epoch === page.epoch ? known : { epoch: page.epoch }
    tenant[usersOnly ? 'users' : 'everybody'] = { page, changes: [] }
    this.#tenants.delete(tenantId)
    this.#tenants.set(tenantId, tenant)
    const [oldest] = this.#tenants.keys()
    if (this.#tenants.size > MOST_TENANTS && oldest !== undefined) this.#tenants.delete(oldest)
  }

  /** How long to keep the change back: until the storage that began anew is filled again. */
  heard(tenantId: string, change: StoredChange): number {
    const tenant = this.#tenants.get(tenantId)
    if (!tenant) return 0
    if (change.epoch !== tenant.epoch) return this.#settlingMs(tenant)
    if (tenant.everybody) hear(tenant.everybody, change)
    if (tenant.users && isInView(change, 'reduced')) hear(tenant.users, change)
    return 0
  }

  /** The list from before, while the storage that gave this page is being filled again. */
  before(tenantId: string, page: PresencePage, options: PageOptions): PresencePage | undefined {
    const tenant = this.#tenants.get(tenantId)
    const isAnew = tenant !== undefined && tenant.epoch !== page.epoch
    return isAnew && this.#settlingMs(tenant) > 0 ? this.page(tenantId, options) : undefined
  }

  isSettling(tenantId: string): boolean {
    const tenant = this.#tenants.get(tenantId)
    return tenant?.newEpochAtMs !== undefined && this.#settlingMs(tenant) > 0
  }

  /** Undefined where nothing is known, and for every page but the first. */
  page(tenantId: string, options: PageOptions): PresencePage | undefined {
    const { everybody, users } = this.#tenants.get(tenantId) ?? {}
    const list = options.usersOnly ? (users ?? onlyUsers(everybody)) : everybody
    if (!list || options.cursor !== undefined) return undefined
    const { rows, total, version, epoch } = fold(list)
    const shown = rows.filter(({ userId }) => userId !== options.except)
    const left = rows.length - shown.length
    if (options.newestFirst) shown.reverse()
    return { rows: shown.slice(0, options.limit), total: total - left, version, epoch }
  }

  #settlingMs(tenant: KnownTenant): number {
    tenant.newEpochAtMs ??= this.now()
    return Math.max(0, tenant.newEpochAtMs + FILLED_AGAIN_MS - this.now())
  }
}

function hear(list: KnownList, change: StoredChange): void {
  if (change.version > list.page.version) list.changes.push(change)
  if (list.changes.length >= MOST_CHANGES) fold(list)
}

function onlyUsers(everybody: KnownList | undefined): KnownList | undefined {
  if (!everybody) return undefined
  const page = fold(everybody)
  const rows = page.rows.filter((row) => row.connections.at(-1)?.kind === 'user')
  return { page: { ...page, rows, total: rows.length }, changes: [] }
}

function fold(list: KnownList): PresencePage {
  const rows = new Map(list.page.rows.map((row) => [row.userId, row]))
  let { total, version } = list.page
  for (const change of list.changes) {
    total += apply(rows, change)
    version = change.version
  }
  list.page = { rows: [...rows.values()], total, version, epoch: list.page.epoch }
  list.changes = []
  return list.page
}

/** By how many people there are more. */
function apply(rows: Map<string, PresenceRow>, change: StoredChange): number {
  if (change.type === 'offline') {
    rows.delete(change.userId)
    return -1
  }
  const { row } = change
  if (rows.has(row.userId) || rows.size < MOST_ROWS) rows.set(row.userId, row)
  return change.change === 'online' ? 1 : 0
}
