import type { ExpireOutcome, LeaveOutcome, LeavingConnection } from './onlineUsersStore'
import { gracesKey } from './redisPresenceKeys'
import { type RedisPresenceScripts, reached } from './redisPresenceScripts'
import { offlineOf } from './redisPresenceText'

/** So many ends of graces in one script, that nobody else waits for long. */
const EXPIRE_AT_ONCE = 500

/** The graces that leaving opens and time ends. */
export class RedisPresenceGraces {
  constructor(private readonly scripts: RedisPresenceScripts) {}

  /** The note is sent before the leave, so no grace is ever without one. */
  async leave(leaving: LeavingConnection): Promise<LeaveOutcome> {
    const { tenantId, instance, graceMs, cause = 'closed' } = leaving
    const noted = graceMs > 0 && this.scripts.ofGraces('noteGrace', tenantId, graceMs)
    const left = this.scripts.ofTenant('leave', tenantId, instance, graceMs, cause)
    const [reply] = await Promise.all([left, noted])
    const [state, ...who] = reply as string[]
    const [offline] = offlineOf(tenantId, who)
    if (offline) return { state: 'offline', offline }
    return { state: state as 'unknown' | 'online' | 'grace' }
  }

  async expire(tenantId?: string): Promise<ExpireOutcome> {
    const tenantIds =
      tenantId === undefined
        ? await reached(this.scripts.client.zrange(gracesKey, '0', '-1'))
        : [tenantId]
    const outcomes = await Promise.all(tenantIds.map((id) => this.#expireTenant(id)))
    const ends = outcomes.flatMap(({ nextInMs }) => nextInMs ?? [])
    return {
      offline: outcomes.flatMap(({ offline }) => offline),
      ...(ends.length > 0 && { nextInMs: Math.min(...ends) }),
    }
  }

  async #expireTenant(tenantId: string): Promise<ExpireOutcome> {
    const outcome: ExpireOutcome = { offline: [] }
    for (;;) {
      const reply = await this.scripts.ofTenant('expire', tenantId, EXPIRE_AT_ONCE)
      const [nextInMs, ...offline] = reply as string[]
      outcome.offline.push(...offlineOf(tenantId, offline))
      if (nextInMs === '') break
      if (Number(nextInMs) > 0) return { ...outcome, nextInMs: Number(nextInMs) }
    }
    await this.scripts.ofGraces('forgetGrace', tenantId)
    return outcome
  }
}
