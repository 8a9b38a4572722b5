import { randomUUID } from 'node:crypto'
import type {
  ConnectedUsers,
  ConnectionStats,
  PushResult,
  UserConnection,
} from '@/lib/gatewayProtocol'
import type { OnlineUsersService } from '@/services/online-users'
import type { Pusher } from '@/services/realtime'
import { requireFitting } from './pushSize'

/** Pushes of a tenant's back end to its users, by request or from code in this process. */
export interface GatewayService {
  /**
   * Says an event to all sockets of a user, wherever they are.
   *
   * @example
   * await gateway.sendMessageToUser('tenant-123', userId, 'notification', { title: 'Hello' })
   *
   * @throws `PAYLOAD_TOO_LARGE` above 16 kB
   */
  sendMessageToUser(
    tenantId: string,
    userId: string,
    event: string,
    message: unknown,
  ): Promise<PushResult>
  /** The same to many; answers one result for each, in their order. */
  sendMessageToUsers(
    tenantId: string,
    userIds: readonly string[],
    event: string,
    message: unknown,
  ): Promise<PushResult[]>
  /** False for a user in grace. */
  isUserConnected(tenantId: string, userId: string): Promise<boolean>
  status(tenantId: string, userId: string): Promise<UserConnection>
  connected(tenantId: string, page: Page): Promise<ConnectedUsers>
  stats(tenantId: string): Promise<ConnectionStats>
  /** Ends all sockets of a user, who may come back with a valid token. Answers how many. */
  disconnectUser(tenantId: string, userId: string, reason?: string): Promise<number>
}

interface Page {
  limit?: number | undefined
  cursor?: string | undefined
}

export interface GatewayParts {
  presence: Pick<OnlineUsersService, 'sockets' | 'reached' | 'totals'>
  /** When somebody was last there; undefined for whoever never was. */
  lastSeen(tenantId: string, userId: string): Promise<string | undefined>
  pusher: Pusher
  now?: () => number
}

export function gatewayService(parts: GatewayParts): GatewayService {
  const { presence, pusher } = parts
  const socketsOf = async (tenantId: string, userId: string) => {
    const [connections = 0] = await presence.sockets(tenantId, [userId])
    return connections
  }
  return {
    sendMessageToUser: async (tenantId, userId, event, message) => {
      const [result] = await push(parts, tenantId, [userId], { event, message })
      return result as PushResult
    },
    sendMessageToUsers: (tenantId, userIds, event, message) =>
      push(parts, tenantId, userIds, { event, message }),
    isUserConnected: async (tenantId, userId) => (await socketsOf(tenantId, userId)) > 0,
    status: async (tenantId, userId) => {
      const [connections, lastSeen] = await Promise.all([
        socketsOf(tenantId, userId),
        parts.lastSeen(tenantId, userId),
      ])
      const seen = lastSeen !== undefined && { lastSeen }
      return { userId, connected: connections > 0, connections, ...seen }
    },
    connected: (tenantId, page) => connected(parts, tenantId, page),
    stats: async (tenantId) => {
      const [{ userIds }, { users, connections, nodes }] = await Promise.all([
        presence.reached(tenantId, {}),
        presence.totals(tenantId),
      ])
      return { connectedUsers: users, userIds, connections, nodes }
    },
    disconnectUser: async (tenantId, userId, reason = 'Disconnected by the server') => {
      const connections = await socketsOf(tenantId, userId)
      pusher.close(tenantId, userId, reason)
      return connections
    },
  }
}

/** A list that fits on one page is counted by itself, and is right to the last tab. */
async function connected(
  { presence }: GatewayParts,
  tenantId: string,
  page: Page,
): Promise<ConnectedUsers> {
  const { userIds: connectedUsers, nextCursor } = await presence.reached(tenantId, page)
  if (page.cursor === undefined && nextCursor === undefined)
    return { connectedUsers, count: connectedUsers.length }
  const { users: count } = await presence.totals(tenantId)
  return { connectedUsers, count, ...(nextCursor !== undefined && { nextCursor }) }
}

async function push(
  { presence, pusher, now = Date.now }: GatewayParts,
  tenantId: string,
  userIds: readonly string[],
  { event, message }: { event: string; message: unknown },
): Promise<PushResult[]> {
  requireFitting(message)
  const counts = await presence.sockets(tenantId, userIds)
  const sentAt = new Date(now()).toISOString()
  return userIds.map((userId, index) => {
    const connections = counts[index] ?? 0
    const messageId = `p_${randomUUID()}`
    const about = { messageId, requireAck: false, sentAt }
    if (connections > 0) pusher.say(tenantId, userId, { event, message, about })
    return {
      userId,
      messageId,
      status: connections > 0 ? 'delivered' : 'not_connected',
      connections,
    }
  })
}
