import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { errorBody, errorCodeOf, refusal } from '@/lib/errors'
import type { ClientEvent } from '@/lib/protocol'
import type { Connection, ConnectionOrigin, ParleySocket, SocketDoor } from './connection'
import type { Principal } from './principal'
import { originOf } from './requestOrigin'
import { type TokenBucket, tokenBucket } from './tokenBucket'
import { type Schema, valid } from './validation'

/** Largest payload of one event, in characters of JSON. */
const MAX_PAYLOAD = 16_384

export interface SocketDoorLimits {
  messagesPerSecond: number
  messageBurst: number
}

export interface SocketDoorOptions {
  log: Logger
  limits: SocketDoorLimits
  trustedProxies: number
}

/** A door through which sockets can be let. */
export interface OpenSocketDoor<P extends Principal> extends SocketDoor<P> {
  /** Lets a socket in whose handshake is proven. Nothing of the handshake is needed afterwards. */
  open(socket: ParleySocket, principal: P): Connection<P>
  /** What an event takes. Nothing reads it while the server runs: its documents are made of it. */
  schemaOf(event: ClientEvent): Schema<unknown> | undefined
}

interface OpenEvent<P extends Principal, T> {
  event: ClientEvent
  schema: Schema<T>
  handler(connection: Connection<P>, payload: T): Promise<object | undefined>
}

type Answer = (body: object) => void

/** A door without events yet. The listeners on a socket are the same functions for all sockets. */
export function socketDoor<P extends Principal>(options: SocketDoorOptions): OpenSocketDoor<P> {
  const connections = new Map<ParleySocket, SocketConnection<P>>()
  const events = new Map<string, OpenEvent<P, unknown>>()
  const openers: ((connection: Connection<P>, origin: ConnectionOrigin) => void)[] = []
  const hearers: ((connection: Connection<P>) => void)[] = []
  const closers: ((connection: Connection<P>, reason: string) => void)[] = []

  function hear(this: ParleySocket, event: string, ...args: unknown[]): void {
    const connection = this.connected ? connections.get(this) : undefined
    if (!connection) return
    for (const hearer of hearers) hearer(connection)
    const open = events.get(event)
    if (open) void answer(options, connection, open, args)
  }

  function leave(this: ParleySocket, reason: string): void {
    const connection = connections.get(this)
    if (!connection) return
    connections.delete(this)
    for (const closer of closers) closer(connection, reason)
  }

  const listeners = [hear]

  return {
    on: (event, schema, handler) => {
      events.set(event, { event, schema, handler } as OpenEvent<P, unknown>)
    },
    onOpen: (listener) => void openers.push(listener),
    onSignOfLife: (listener) => void hearers.push(listener),
    onClose: (listener) => void closers.push(listener),
    open: (socket, principal) => {
      const connection = new SocketConnection(socket, principal)
      connections.set(socket, connection)
      hearAll(socket, listeners)
      socket.on('disconnect', leave)
      const origin = originOf(socket.handshake, options.trustedProxies)
      for (const opener of openers) opener(connection, origin)
      return connection
    },
    schemaOf: (event) => events.get(event)?.schema,
  }
}

/** What `socket.onAny` does, with one list for all: of its own each would have room for seventeen. */
function hearAll(socket: ParleySocket, listeners: unknown[]): void {
  const holder = socket as unknown as { _anyListeners: unknown[] }
  holder._anyListeners = listeners
}

/** A class, so that all of them have one shape and their methods are not their own. */
class SocketConnection<P extends Principal> implements Connection<P> {
  readonly id: string = randomUUID()
  readonly batchedPresence: boolean
  readonly tab: string | undefined
  /** Made with the first event: most of ten thousand sockets say little. */
  messages: TokenBucket | undefined = undefined
  others: TokenBucket | undefined = undefined

  constructor(
    readonly socket: ParleySocket,
    public principal: P,
  ) {
    const { presence, tab } = socket.handshake.auth as Record<string, unknown>
    this.batchedPresence = presence === 'batch'
    this.tab = typeof tab === 'string' ? tab.slice(0, 64) : undefined
  }

  renew(principal: P): void {
    this.principal = principal
  }
}

/**
 * With the client's ack or, where it asked for none, an `error` event for refusals. State recovery
 * may append an argument of its own behind the ack, so the ack is the first function.
 */
async function answer<P extends Principal>(
  { log, limits }: SocketDoorOptions,
  connection: SocketConnection<P>,
  { event, schema, handler }: OpenEvent<P, unknown>,
  args: readonly unknown[],
): Promise<void> {
  const { socket } = connection
  const ack = args.find((argument): argument is Answer => typeof argument === 'function')
  const payload = args[0] === ack ? undefined : args[0]
  try {
    admit(bucketOf(connection, event, limits).take(), payload)
    const answered = await handler(connection, valid(schema, payload))
    ack?.({ success: true, ...answered })
  } catch (error) {
    logRefusal(log, { event, socket: socket.id }, error)
    const body = errorBody(error)
    if (ack) ack(body)
    else emitError(socket, body)
  }
}

function bucketOf(
  buckets: Pick<SocketConnection<Principal>, 'messages' | 'others'>,
  event: ClientEvent,
  { messagesPerSecond, messageBurst }: SocketDoorLimits,
): TokenBucket {
  if (event === 'send_private_message' || event === 'message') {
    buckets.messages ??= tokenBucket(messagesPerSecond, messageBurst)
    return buckets.messages
  }
  buckets.others ??= tokenBucket(messagesPerSecond * 5, messageBurst * 5)
  return buckets.others
}

function emitError(socket: ParleySocket, body: ReturnType<typeof errorBody>): void {
  const { error, code, retry } = body
  socket.emit('error', { message: error, code, retry })
}

function admit(waitSeconds: number, payload: unknown): void {
  if (waitSeconds > 0) {
    throw refusal('RATE_LIMIT_EXCEEDED', {
      sentence: 'You are sending messages quickly. Try again in a moment.',
      retryAfterSeconds: Math.ceil(waitSeconds),
    })
  }
  if (JSON.stringify(payload)?.length > MAX_PAYLOAD) throw refusal('PAYLOAD_TOO_LARGE')
}

function logRefusal(log: Logger, about: { event: string; socket: string }, error: unknown): void {
  const code = errorCodeOf(error)
  if (code === 'INTERNAL') log.error({ err: error, ...about }, 'event failed')
  else log.info({ code, ...about }, 'event refused')
}
