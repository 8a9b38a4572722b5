import type { Payload } from '@/lib/protocol'
import type { PresenceView } from './presenceView'

/** Watchers of a tenant that get the same thing: what they may see, and in which form. */
export interface WatcherGroup {
  view: PresenceView
  form: 'batch' | 'single'
}

export type PresenceEvent = 'user_online' | 'user_offline' | 'presence_batch'

/** Tells the watchers that are connected to this node. Every node tells its own. */
export interface PresenceAudience {
  /** Whether anybody on this node is in the group; asked before something is made for it. */
  has(tenantId: string, group: WatcherGroup): boolean
  tell<E extends PresenceEvent>(
    tenantId: string,
    group: WatcherGroup,
    event: E,
    payload: Payload<E>,
  ): void
}

export const watcherGroups: readonly WatcherGroup[] = [
  { view: 'full', form: 'batch' },
  { view: 'full', form: 'single' },
  { view: 'reduced', form: 'batch' },
  { view: 'reduced', form: 'single' },
]
