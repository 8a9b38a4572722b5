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
  /** `delivered`: said to the user's sockets; `not_connected`: nobody was there to hear it. */
  status: 'delivered' | 'not_connected'
  /** Sockets of the user when it was said; none of a user in grace. */
  connections: number
}

/** `POST /api/gateway/send` */
export interface SendPush {
  userId: string
  /** Any name but those of the protocol: `notification`, `alert`, `announcement`. */
  event: string
  /** Any JSON, up to 16 kB. */
  message: unknown
}

export interface SendPushAnswer extends Omit<PushResult, 'userId'> {
  success: boolean
  /** `Message sent to user <id>` or `User <id> is not connected`. */
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
  /** Those to whom it was sent. */
  userIds: string[]
  /** One for each user who was asked for, once. */
  results: PushResult[]
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
