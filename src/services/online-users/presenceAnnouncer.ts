import type { Logger } from 'pino'
import type { PresenceBatch } from '@/lib/protocol'
import type { OnlineUsersStore, StoredChange } from './onlineUsersStore'
import { type PresenceAudience, type WatcherGroup, watcherGroups } from './presenceAudience'
import { presenceBatches } from './presenceBatches'
import type { Timers } from './timers'
import { UntoldVersions } from './untoldVersions'

/** Changes of a tenant wait this long for others; longer while there are many. */
const WINDOW_MS = 100
const BUSY_WINDOW_MS = 250
const BUSY_CHANGES_PER_SECOND = 50

const WATCH_AGAIN_MS = 1000

interface AnnouncerParts {
  store: Pick<OnlineUsersStore, 'watch'>
  audience: PresenceAudience
  timers: Timers
  log: Logger
  /** Every change of a watched tenant, as it comes; gives how long to keep it back at least. */
  onChange?(tenantId: string, change: StoredChange): number
}

type StopWatching = () => Promise<void>

interface WatchedTenant {
  holders: number
  watching: Promise<StopWatching>
  windowMs: number
  waiting: StoredChange[]
  cancelWindow: (() => void) | undefined
  told: { epoch: string; version: number } | undefined
  readonly untold: UntoldVersions
}

/** Brings the changes of the tenants that have watchers on this node to these watchers. */
export class PresenceAnnouncer {
  readonly #tenants = new Map<string, WatchedTenant>()

  constructor(private readonly parts: AnnouncerParts) {}

  /** One more watcher; resolves when nothing that happens from now on will be missed. */
  async hold(tenantId: string): Promise<void> {
    const tenant = this.#tenants.get(tenantId) ?? this.#begin(tenantId)
    tenant.holders += 1
    await tenant.watching
  }

  release(tenantId: string): void {
    const tenant = this.#tenants.get(tenantId)
    if (!tenant) return
    tenant.holders -= 1
    if (tenant.holders === 0) this.#end(tenantId, tenant)
  }

  /** Whether watchers have already been told of changes that this reading does not have. */
  isAhead(tenantId: string, read: { epoch: string; version: number }): boolean {
    const told = this.#tenants.get(tenantId)?.told
    return told !== undefined && told.epoch === read.epoch && told.version > read.version
  }

  close(): void {
    for (const [tenantId, tenant] of this.#tenants) this.#end(tenantId, tenant)
  }

  #begin(tenantId: string): WatchedTenant {
    const tenant: WatchedTenant = {
      holders: 0,
      watching: this.#watch(tenantId),
      windowMs: WINDOW_MS,
      waiting: [],
      cancelWindow: undefined,
      told: undefined,
      untold: new UntoldVersions(),
    }
    this.#tenants.set(tenantId, tenant)
    return tenant
  }

  /** Tries until the storage is there: who watches late has missed nothing but a list. */
  async #watch(tenantId: string): Promise<StopWatching> {
    const { store, timers, log } = this.parts
    for (;;) {
      try {
        return await store.watch(tenantId, (change) => this.#collect(tenantId, change))
      } catch (error) {
        log.warn({ err: error, tenantId }, 'presence cannot be watched yet')
      }
      await new Promise<void>((resolve) => timers.after(WATCH_AGAIN_MS, resolve))
      if (!this.#tenants.has(tenantId)) return async () => {}
    }
  }

  #end(tenantId: string, tenant: WatchedTenant): void {
    this.#tenants.delete(tenantId)
    tenant.cancelWindow?.()
    tenant.watching.then((stop) => stop()).catch(() => undefined)
  }

  #collect(tenantId: string, change: StoredChange): void {
    const tenant = this.#tenants.get(tenantId)
    if (!tenant) return
    const keepMs = this.parts.onChange?.(tenantId, change) ?? 0
    tenant.waiting.push(change)
    const windowMs = Math.max(keepMs, tenant.windowMs)
    tenant.cancelWindow ??= this.parts.timers.after(windowMs, () => this.#flush(tenantId, tenant))
  }

  #flush(tenantId: string, tenant: WatchedTenant): void {
    const changes = tenant.waiting
    const perSecond = (changes.length * 1000) / tenant.windowMs
    tenant.waiting = []
    tenant.cancelWindow = undefined
    tenant.windowMs = perSecond > BUSY_CHANGES_PER_SECOND ? BUSY_WINDOW_MS : WINDOW_MS
    tenant.told = changes.at(-1)
    for (const group of watcherGroups) {
      if (this.parts.audience.has(tenantId, group)) this.#tell(tenantId, tenant, group, changes)
    }
  }

  #tell(
    tenantId: string,
    tenant: WatchedTenant,
    group: WatcherGroup,
    changes: StoredChange[],
  ): void {
    const batches =
      group.form === 'batch'
        ? presenceBatches(changes, group.view)
        : changes.flatMap((change) => presenceBatches([change], group.view))
    for (const batch of tenant.untold.carriedBy(batches, group)) {
      if (group.form === 'single') this.#tellSingle(tenantId, group, batch)
      else this.parts.audience.tell(tenantId, group, 'presence_batch', batch)
    }
  }

  /** Every change by itself: these watchers know no other way. */
  #tellSingle(
    tenantId: string,
    group: WatcherGroup,
    { epoch, from, changes }: PresenceBatch,
  ): void {
    for (const change of changes) {
      const { version } = change
      const at = { version, epoch, ...(from < version && { from }) }
      if (change.type === 'online') {
        const payload = { ...change.user, ...at, change: change.change }
        this.parts.audience.tell(tenantId, group, 'user_online', payload)
      } else {
        const { userId, lastSeen } = change
        this.parts.audience.tell(tenantId, group, 'user_offline', { userId, ...at, lastSeen })
      }
    }
  }
}
