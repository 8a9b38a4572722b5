import { refusal } from '@/lib/errors'
import type {
  DisconnectUser,
  DisconnectUserAnswer,
  GatewayEventsAnswer,
  PushOptions,
  PushResult,
  PushState,
  SendPush,
  SendPushAnswer,
  SendPushToMany,
  SendPushToManyAnswer,
} from '@/lib/gatewayProtocol'
import {
  adminDoor,
  type DoorRequest,
  type DoorServices,
  idSchema,
  type Scope,
  valid,
} from '@/services/realtime'
import {
  disconnectSchema,
  eventsSchema,
  idempotencyKeySchema,
  type PageQuery,
  pageSchema,
  sendManySchema,
  sendSchema,
} from './gatewaySchemas'
import type { GatewayService } from './gatewayService'

type Services = DoorServices & { gateway: GatewayService }

const scope: Scope = 'push'
/** A hundred ids beside the largest message. */
const maxBytes = 65_536

/** `POST /api/gateway/send`: tells one user an event, now or when their devices come. */
export const postSend = adminDoor<Services, SendPush>(
  { scope, body: sendSchema, maxBytes },
  async ({ gateway }, { caller, body, request }): Promise<SendPushAnswer> => {
    const { userId, event, message, ...options } = withKey(body, request)
    const sent = await gateway.sendMessageToUser(caller.tenantId, userId, event, message, options)
    const { userId: _, ...result } = sent
    const success = result.status !== 'not_connected'
    return { success, message: SENTENCES[result.status](userId), ...result }
  },
)

/** `POST /api/gateway/send-many`: tells up to 100 users the same event. */
export const postSendMany = adminDoor<Services, SendPushToMany>(
  { scope, body: sendManySchema, maxBytes },
  async ({ gateway }, { caller, body, request }): Promise<SendPushToManyAnswer> => {
    const { userIds, event, message, ...options } = withKey(body, request)
    const push = [caller.tenantId, userIds, event, message, options] as const
    const results = await gateway.sendMessageToUsers(...push)
    const sent = results.filter(({ status }) => status !== 'not_connected')
    return {
      success: true,
      message: `Message sent to ${sent.length} users`,
      userIds: sent.map(({ userId }) => userId),
      results,
    }
  },
)

/** `GET /api/gateway/messages/`: what became of a push by now. */
export const getPush = adminDoor(
  { scope },
  async ({ gateway }: Services, { caller, params }): Promise<PushState> => {
    const id = idSchema.safeParse(params.id)
    if (!id.success) throw refusal('NOT_FOUND', { sentence: 'There is no such push' })
    return gateway.pushState(caller.tenantId, id.data)
  },
)

/** `GET /api/gateway/events?limit&cursor`: what was pushed and what clients said, newest first. */
export const getEvents = adminDoor(
  { scope, query: eventsSchema },
  async ({ gateway }: Services, { caller, query }): Promise<GatewayEventsAnswer> =>
    gateway.events(caller.tenantId, query),
)

/** `GET /api/gateway/status/`: whether a user is connected. */
export const getStatus = adminDoor({ scope }, async ({ gateway }: Services, { caller, params }) =>
  gateway.status(caller.tenantId, valid(idSchema, params.userId)),
)

/** `GET /api/gateway/connected?limit&cursor`: the users who are connected, page by page. */
export const getConnected = adminDoor<Services, undefined, PageQuery>(
  { scope, query: pageSchema },
  async ({ gateway }, { caller, query }) => gateway.connected(caller.tenantId, query),
)

/** `GET /api/gateway/stats`: how many users, connections and processes there are. */
export const getStats = adminDoor({ scope }, async ({ gateway }: Services, { caller }) =>
  gateway.stats(caller.tenantId),
)

/** `POST /api/gateway/disconnect`: ends a user's connections. */
export const postDisconnect = adminDoor<Services, DisconnectUser>(
  { scope, body: disconnectSchema },
  async ({ gateway }, { caller, body }): Promise<DisconnectUserAnswer> => {
    const { userId, reason } = body
    const connections = await gateway.disconnectUser(caller.tenantId, userId, reason)
    return { success: true, userId, connections }
  },
)

const SENTENCES: Record<PushResult['status'], (userId: string) => string> = {
  delivered: (userId) => `Message sent to user ${userId}`,
  queued: (userId) => `Message queued for user ${userId}`,
  not_connected: (userId) => `User ${userId} is not connected`,
}

/** The key may stand in the header or in the body. */
function withKey<Body extends PushOptions>(body: Body, { headers }: DoorRequest): Body {
  const header = headers.get('idempotency-key')
  if (header === null) return body
  const idempotencyKey = valid(idempotencyKeySchema, header)
  if (body.idempotencyKey !== undefined && body.idempotencyKey !== idempotencyKey)
    throw refusal('INVALID_REQUEST', {
      sentence: 'Header and body name different idempotency keys',
      details: ['idempotencyKey'],
    })
  return { ...body, idempotencyKey }
}
