import type { OnlineUsersStore } from './onlineUsersStore'
import type { RedisPresenceNodes } from './redisPresenceNodes'
import type { RedisPresenceScripts } from './redisPresenceScripts'

export function redisPresenceReach(
  scripts: RedisPresenceScripts,
  nodes: RedisPresenceNodes,
): Pick<OnlineUsersStore, 'sockets' | 'totals'> {
  return {
    sockets: async (tenantId, userIds) =>
      ((await scripts.ofTenant('sockets', tenantId, ...userIds)) as number[]).map(Number),
    totals: async (tenantId) => {
      const [counted, alive] = await Promise.all([
        scripts.ofTenant('totals', tenantId),
        nodes.alive(),
      ])
      const [users = 0, connections = 0] = counted as number[]
      return { users, connections, nodes: alive }
    },
  }
}
