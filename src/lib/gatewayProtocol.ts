/**
 * The wire of the gateway: what `/api/gateway` takes and answers. Types only.
 * Times are ISO 8601 strings in UTC, ids are opaque strings, durations carry their unit.
 */

/** What stands beside a pushed message, as the second argument of its event. */
export interface PushAbout {
  messageId: string
  /** The back end waits for `push_ack`. */
  requireAck: boolean
  sentAt: string
}

/** What became of a push to one user. */
export interface PushResult {
  userId: string
  messageId: string
  /**
   * `delivered`: the user's sockets were told; `queued`: it waits for the user's devices;
   * `not_connected`: nobody was there to hear it.
   */
  status: 'delivered' | 'queued' | 'not_connected'
  /** Sockets of the user when it was said; none of a user in grace. */
  connections: number
}

/** How a push is delivered. */
export interface PushOptions {
  /**
   * It waits for every device of the user, in order, and is stored before the answer. Without, it is
   * said once to whoever is there.
   */
  queue?: boolean
  /** How long it waits: 1 second to 7 days, a day unless told. */
  ttlSeconds?: number
  /** Clients are to answer `push_ack`; while nobody has, devices that come back are told again. */
  requireAck?: boolean
  /** A repeat within 24 h is not pushed, and has the first answer. Also the header `Idempotency-Key`. */
  idempotencyKey?: string
}

/** `POST /api/gateway/send` */
export interface SendPush extends PushOptions {
  userId: string
  /** Any name but those of the protocol: `notification`, `alert`, `announcement`. */
  event: string
  /** Any JSON, up to 16 kB. */
  message: unknown
}

export interface SendPushAnswer extends Omit<PushResult, 'userId'> {
  success: boolean
  /** `Message sent to user <id>`, `Message queued for user <id>` or `User <id> is not connected`. */
  message: string
}

/** `POST /api/gateway/send-many`, to at most 100 users. */
export interface SendPushToMany extends Omit<SendPush, 'userId'> {
  userIds: string[]
}

export interface SendPushToManyAnswer {
  success: true
  /** `Message sent to <n> users` */
  message: string
  /** Those to whom it was sent, or for whom it waits. */
  userIds: string[]
  /** One for each user who was asked for, once. */
  results: PushResult[]
}

/** `GET /api/gateway/messages/:id`: what became of a push by now. */
export interface PushState {
  messageId: string
  userId: string
  event: string
  /** `acked`: a client has said so; `expired`: no device came in time. */
  status: 'delivered' | 'queued' | 'acked' | 'expired' | 'not_connected'
  requireAck: boolean
  /** Sockets of the user when it was sent. */
  connections: number
  sentAt: string
  expiresAt?: string
  deliveredAt?: string
  ackedAt?: string
}

/** A push as the list of events has it. */
export interface PushedEvent extends PushState {
  direction: 'to_user'
}

/** What a client said to its back end; its text and data are in the job and in `client.message`. */
export interface ClientEvent {
  direction: 'to_back_end'
  messageId: string
  /** Whoever said it; of a back end's own client, its key's id. */
  userId: string
  event: 'message'
  /** It was accepted, and became a job. */
  status: 'accepted'
  sentAt: string
}

export type GatewayEvent = PushedEvent | ClientEvent

/** `GET /api/gateway/events?limit&cursor`: those of the last 24 hours, newest first. */
export interface GatewayEventsAnswer {
  success: true
  events: GatewayEvent[]
  /** Absent on the last page. */
  nextCursor?: string
}

/** `GET /api/gateway/status/:userId` */
export interface UserConnection {
  userId: string
  connected: boolean
  connections: number
  /** The last sign of life; absent when there was none. */
  lastSeen?: string
}

/** `GET /api/gateway/connected?limit&cursor` */
export interface ConnectedUsers {
  connectedUsers: string[]
  /** Of all pages. */
  count: number
  /** Absent on the last page. */
  nextCursor?: string
}

/** `GET /api/gateway/stats` */
export interface ConnectionStats {
  connectedUsers: number
  /** The first page. */
  userIds: string[]
  connections: number
  /** Server processes that are alive. */
  nodes: number
}

/** `POST /api/gateway/disconnect` */
export interface DisconnectUser {
  userId: string
  /** The user's clients are told it. */
  reason?: string
}

export interface DisconnectUserAnswer {
  success: true
  userId: string
  /** Sockets that were ended. */
  connections: number
}
