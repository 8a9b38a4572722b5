import type { StoredChange } from './onlineUsersStore'
import { metaKey } from './redisPresenceKeys'
import { type RedisPresenceScripts, reached } from './redisPresenceScripts'
import { changeOf } from './redisPresenceText'

/** A point in a tenant's log. */
export interface Seen {
  epoch: string
  after: number
}

/** The changes of a tenant, as far back as they are kept. */
export class RedisPresenceLog {
  constructor(private readonly scripts: RedisPresenceScripts) {}

  /** Where the log ends now. */
  async end(tenantId: string): Promise<Seen> {
    const meta = reached(this.scripts.client.hmget(metaKey(tenantId), 'epoch', 'version'))
    const [epoch, version] = await meta
    return { epoch: epoch ?? '', after: Number(version ?? 0) }
  }

  async since(tenantId: string, { epoch, after }: Seen): Promise<StoredChange[] | 'reset'> {
    if (!Number.isSafeInteger(after) || after < 0) return 'reset'
    const texts = await this.scripts.ofTenant('since', tenantId, epoch, after, '')
    return Array.isArray(texts) ? texts.map(changeOf) : 'reset'
  }

  /** What is behind that point, or all there is where the log does not reach back to it. */
  async sinceOrAll(tenantId: string, { epoch, after }: Seen): Promise<StoredChange[]> {
    const texts = await this.scripts.ofTenant('since', tenantId, epoch, after, 'all')
    return Array.isArray(texts) ? texts.map(changeOf) : []
  }
}
