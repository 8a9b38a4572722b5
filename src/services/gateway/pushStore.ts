/** One message to one or more users; all of it is stored, or nothing. */
export interface PushBatch {
  tenantId: string
  event: string
  message: unknown
  requireAck: boolean
  sentAtMs: number
  /** Waits for the users' devices until then; absent where it was said once. */
  expiresAtMs?: number
  /** A day after it was said, where it was said once. */
  keepUntilMs: number
  /** No user twice. */
  to: readonly { userId: string; messageId: string; connections: number }[]
  request?: PushRequest
}

/** What makes a repeated request known. */
export interface PushRequest {
  key: string
  /** Of everything that was asked for. */
  hash: string
  /** JSON: what whoever repeats it is answered. */
  answer: string
}

export interface StoredPush {
  userId: string
  event: string
  requireAck: boolean
  connections: number
  sentAtMs: number
  expiresAtMs?: number
  deliveredAtMs?: number
  ackedAtMs?: number
}

/**
 * What was pushed, and what became of it. What an implementation owes:
 *
 * - The pushes that wait for a user are numbered without holes, in the order in which they can be seen.
 * - A request with a known key stores nothing, also where both come at the same time.
 * - One tenant's pushes, keys and users are nobody else's.
 * - What became of a push that waited, that somebody has it or that nobody had it in time, is written
 *   once as a job `gateway_push`, together with the fact.
 */
export interface PushStore {
  /** Undefined when it is stored; else the request that was stored under the same key. */
  append(batch: PushBatch): Promise<PushRequest | undefined>
  find(tenantId: string, messageId: string): Promise<StoredPush | undefined>
  /** The user has it. False where nothing of that id was pushed to the user. */
  acknowledge(tenantId: string, userId: string, messageId: string): Promise<boolean>
  /**
   * Forgets the messages of what has expired, and whatever need not be kept. Answers how many
   * expired before any device was told, each counted once, whoever asks.
   */
  forget(nowMs: number): Promise<number>
}
