import { randomUUID } from 'node:crypto'
import { refusal } from '@/lib/errors'
import type {
  ConnectedUsers,
  ConnectionStats,
  GatewayEventsAnswer,
  PushOptions,
  PushResult,
  PushState,
  UserConnection,
} from '@/lib/gatewayProtocol'
import type { OnlineUsersService } from '@/services/online-users'
import type { ServicePrincipal, UserPrincipal } from '@/services/realtime'
import type { AcceptedMessage, ClientMessage, ClientMessageStore } from './clientMessageStore'
import type { PushLine } from './deviceTeller'
import { type EventsAsked, eventsPage } from './eventsPage'
import type { GatewayEventStore } from './gatewayEventStore'
import type { PushDelivery } from './pushDelivery'
import { type PushingParts, pushAll } from './pushing'
import { pushStateOf } from './pushState'

/** Pushes of a tenant's back end to its users, by request or from code in this process. */
export interface GatewayService {
  /**
   * Says an event to all sockets of a user, wherever they are.
   *
   * @example
   * await gateway.sendMessageToUser('tenant-123', userId, 'notification', { title: 'Hello' })
   *
   * @throws `PAYLOAD_TOO_LARGE` above 16 kB, `CONFLICT` for an idempotency key of another push
   */
  sendMessageToUser(
    tenantId: string,
    userId: string,
    event: string,
    message: unknown,
    options?: PushOptions,
  ): Promise<PushResult>
  /** The same to many, none of them twice; answers one result for each, in their order. */
  sendMessageToUsers(
    tenantId: string,
    userIds: readonly string[],
    event: string,
    message: unknown,
    options?: PushOptions,
  ): Promise<PushResult[]>
  /** What became of a push. @throws `NOT_FOUND` */
  pushState(tenantId: string, messageId: string): Promise<PushState>
  /** What was pushed and what clients said, of the last 24 hours, newest first. */
  events(tenantId: string, page: EventsAsked): Promise<GatewayEventsAnswer>
  /** The user has it. @throws `NOT_FOUND` where it was not pushed to this user */
  acknowledge(tenantId: string, userId: string, messageId: string): Promise<void>
  /** False for a user in grace. */
  isUserConnected(tenantId: string, userId: string): Promise<boolean>
  status(tenantId: string, userId: string): Promise<UserConnection>
  connected(tenantId: string, page: Page): Promise<ConnectedUsers>
  stats(tenantId: string): Promise<ConnectionStats>
  /** Ends all sockets of a user, who may come back with a valid token. Answers how many. */
  disconnectUser(tenantId: string, userId: string, reason?: string): Promise<number>
  /** Takes what a client says to its back end; it becomes one job, in the same transaction. */
  acceptMessage(sender: Sender, message: SaidMessage): Promise<AcceptedMessage>
  /** A socket is there for what waits for its user. Answers what to call when it is gone. */
  openLine(line: PushLine): () => void
}

type Sender = UserPrincipal | ServicePrincipal

type SaidMessage = Pick<ClientMessage, 'text' | 'data' | 'clientMessageId'>

interface Page {
  limit?: number | undefined
  cursor?: string | undefined
}

export interface GatewayParts extends PushingParts {
  presence: Pick<OnlineUsersService, 'sockets' | 'reached' | 'totals'>
  /** When somebody was last there; undefined for whoever never was. */
  lastSeen(tenantId: string, userId: string): Promise<string | undefined>
  delivery: Pick<PushDelivery, 'ring' | 'open'>
  clientMessages: ClientMessageStore
  eventStore: GatewayEventStore
  /** Told of each job. */
  outbox: { wake(): void }
}

export function gatewayService(parts: GatewayParts): GatewayService {
  const { store, delivery } = parts
  return {
    ...reading(parts),
    sendMessageToUser: async (tenantId, userId, event, message, options) => {
      const push = { ...options, tenantId, userIds: [userId], event, message }
      const [result] = await pushAll(parts, push)
      return result as PushResult
    },
    sendMessageToUsers: (tenantId, userIds, event, message, options) =>
      pushAll(parts, { ...options, tenantId, userIds, event, message }),
    pushState: async (tenantId, messageId) => {
      const push = await store.find(tenantId, messageId)
      if (!push) throw unknownPush()
      return pushStateOf(messageId, push, parts.now())
    },
    events: (tenantId, page) => eventsPage(parts.eventStore, tenantId, page, parts.now()),
    acknowledge: async (...pushed) => {
      if (!(await store.acknowledge(...pushed))) throw unknownPush()
    },
    acceptMessage: (sender, message) => acceptMessage(parts, sender, message),
    openLine: (line) => delivery.open(line),
  }
}

async function acceptMessage(
  { clientMessages, outbox }: GatewayParts,
  sender: Sender,
  message: SaidMessage,
): Promise<AcceptedMessage> {
  const accepted = await clientMessages.accept({
    ...message,
    tenantId: sender.tenantId,
    senderId: sender.kind === 'user' ? sender.userId : sender.keyId,
    senderType: sender.kind,
    messageId: `g_${randomUUID()}`,
  })
  if (!accepted.duplicate) outbox.wake()
  return accepted
}

function unknownPush() {
  return refusal('NOT_FOUND', { sentence: 'There is no such push' })
}

type Reading = 'isUserConnected' | 'status' | 'connected' | 'stats' | 'disconnectUser'

function reading({ presence, pusher, lastSeen }: GatewayParts): Pick<GatewayService, Reading> {
  const socketsOf = async (tenantId: string, userId: string) => {
    const [connections = 0] = await presence.sockets(tenantId, [userId])
    return connections
  }
  return {
    isUserConnected: async (tenantId, userId) => (await socketsOf(tenantId, userId)) > 0,
    status: async (tenantId, userId) => {
      const [connections, seenAt] = await Promise.all([
        socketsOf(tenantId, userId),
        lastSeen(tenantId, userId),
      ])
      const seen = seenAt !== undefined && { lastSeen: seenAt }
      return { userId, connected: connections > 0, connections, ...seen }
    },
    connected: (tenantId, page) => connected(presence, tenantId, page),
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
  presence: GatewayParts['presence'],
  tenantId: string,
  page: Page,
): Promise<ConnectedUsers> {
  const { userIds: connectedUsers, nextCursor } = await presence.reached(tenantId, page)
  if (page.cursor === undefined && nextCursor === undefined)
    return { connectedUsers, count: connectedUsers.length }
  const { users: count } = await presence.totals(tenantId)
  return { connectedUsers, count, ...(nextCursor !== undefined && { nextCursor }) }
}
