import type { Payload, PresenceBatch, UserOnline } from '@/lib/protocol'
import type { PresenceAudience, PresenceEvent, WatcherGroup } from './presenceAudience'

interface Told {
  tenantId: string
  group: WatcherGroup
  event: PresenceEvent
  payload: Payload<PresenceEvent>
}

/** Remembers what was told; everybody watches in every form unless `isWatched` says otherwise. */
export class FakeAudience implements PresenceAudience {
  told: Told[] = []

  constructor(private readonly isWatched: (group: WatcherGroup) => boolean = () => true) {}

  has(_tenantId: string, group: WatcherGroup): boolean {
    return this.isWatched(group)
  }

  tell<E extends PresenceEvent>(
    tenantId: string,
    group: WatcherGroup,
    event: E,
    payload: Payload<E>,
  ): void {
    this.told.push({ tenantId, group, event, payload: JSON.parse(JSON.stringify(payload)) })
  }

  /** What the admins who asked for batches got. */
  batches(tenantId = 'acme', view: WatcherGroup['view'] = 'full'): PresenceBatch[] {
    return this.#to(tenantId, { view, form: 'batch' }).map(
      ({ payload }) => payload as PresenceBatch,
    )
  }

  /** What the others got, as `user_online ada 1`, or `user_online ada 3 from 2`. */
  singles(tenantId = 'acme', view: WatcherGroup['view'] = 'full'): string[] {
    return this.#to(tenantId, { view, form: 'single' }).map(({ event, payload }) => {
      const { userId, version, from } = payload as UserOnline
      return `${event} ${userId} ${version}${from === undefined ? '' : ` from ${from}`}`
    })
  }

  /** Who came and went, in order, as seen in batches: `online ada`, `update ada`, `offline ada`. */
  seen(tenantId = 'acme'): string[] {
    return this.batches(tenantId).flatMap(({ changes }) =>
      changes.map((change) =>
        change.type === 'online'
          ? `${change.change} ${change.user.userId}`
          : `offline ${change.userId}`,
      ),
    )
  }

  #to(tenantId: string, { view, form }: WatcherGroup): Told[] {
    return this.told.filter(
      (told) => told.tenantId === tenantId && told.group.view === view && told.group.form === form,
    )
  }
}
