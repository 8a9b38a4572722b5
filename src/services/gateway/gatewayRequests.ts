import type {
  DisconnectUser,
  DisconnectUserAnswer,
  SendPush,
  SendPushAnswer,
  SendPushToMany,
  SendPushToManyAnswer,
} from '@/lib/gatewayProtocol'
import { adminDoor, type DoorServices, idSchema, type Scope, valid } from '@/services/realtime'
import {
  disconnectSchema,
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

/** `POST /api/gateway/send` */
export const postSend = adminDoor<Services, SendPush>(
  { scope, body: sendSchema, maxBytes },
  async ({ gateway }, { caller, body }): Promise<SendPushAnswer> => {
    const { userId, event, message } = body
    const sent = await gateway.sendMessageToUser(caller.tenantId, userId, event, message)
    const { userId: _, ...result } = sent
    const success = result.status !== 'not_connected'
    return { success, message: sentenceOf(userId, success), ...result }
  },
)

/** `POST /api/gateway/send-many` */
export const postSendMany = adminDoor<Services, SendPushToMany>(
  { scope, body: sendManySchema, maxBytes },
  async ({ gateway }, { caller, body }): Promise<SendPushToManyAnswer> => {
    const { userIds, event, message } = body
    const results = await gateway.sendMessageToUsers(caller.tenantId, userIds, event, message)
    const sent = results.filter(({ status }) => status !== 'not_connected')
    return {
      success: true,
      message: `Message sent to ${sent.length} users`,
      userIds: sent.map(({ userId }) => userId),
      results,
    }
  },
)

/** `GET /api/gateway/status/:userId` */
export const getStatus = adminDoor({ scope }, async ({ gateway }: Services, { caller, params }) =>
  gateway.status(caller.tenantId, valid(idSchema, params.userId)),
)

/** `GET /api/gateway/connected?limit&cursor` */
export const getConnected = adminDoor<Services, undefined, PageQuery>(
  { scope, query: pageSchema },
  async ({ gateway }, { caller, query }) => gateway.connected(caller.tenantId, query),
)

/** `GET /api/gateway/stats` */
export const getStats = adminDoor({ scope }, async ({ gateway }: Services, { caller }) =>
  gateway.stats(caller.tenantId),
)

/** `POST /api/gateway/disconnect` */
export const postDisconnect = adminDoor<Services, DisconnectUser>(
  { scope, body: disconnectSchema },
  async ({ gateway }, { caller, body }): Promise<DisconnectUserAnswer> => {
    const { userId, reason } = body
    const connections = await gateway.disconnectUser(caller.tenantId, userId, reason)
    return { success: true, userId, connections }
  },
)

function sentenceOf(userId: string, isSent: boolean): string {
  return isSent ? `Message sent to user ${userId}` : `User ${userId} is not connected`
}
