import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { errorBody, errorCodeOf, refusal } from '@/lib/errors'
import type { ClientEvent } from '@/lib/protocol'
import type { Connection, ConnectionOrigin, ParleySocket } from './connection'
import type { Principal } from './principal'
import { countryOf, languageOf } from './requestOrigin'
import { type TokenBucket, tokenBucket } from './tokenBucket'
import { valid } from './validation'

/** Largest payload of one event, in characters of JSON. */
const MAX_PAYLOAD = 16_384

export interface SocketDoorLimits {
  messagesPerSecond: number
  messageBurst: number
}

interface DoorOptions<P extends Principal> {
  principal: P
  log: Logger
  limits: SocketDoorLimits
  trustedProxies: number
}

/** A connection whose principal can be renewed by `auth_refresh`. */
export type OpenConnection<P extends Principal = Principal> = Connection<P> & {
  renew(principal: P): void
}

type Answer = (body: object) => void

/** Opens a connection for a socket whose handshake is proven. */
export function openConnection<P extends Principal>(
  socket: ParleySocket,
  options: DoorOptions<P>,
): OpenConnection<P> {
  let { principal } = options
  const { log, limits } = options
  const buckets: Buckets = {}
  const { presence, tab } = socket.handshake.auth as Record<string, unknown>
  return {
    id: randomUUID(),
    socketId: socket.id,
    origin: originOf(socket, options.trustedProxies),
    batchedPresence: presence === 'batch',
    tab: typeof tab === 'string' ? tab.slice(0, 64) : undefined,
    socket,
    get principal() {
      return principal
    },
    renew: (renewed) => {
      principal = renewed
    },
    onClose: (listener) => {
      socket.once('disconnect', listener)
    },
    on: (event, schema, handler) =>
      listen(socket, event, async (payload, answer) => {
        try {
          admit(bucketOf(buckets, event, limits).take(), payload)
          answer({ success: true, ...(await handler(valid(schema, payload))) })
        } catch (error) {
          logRefusal(log, { event, socket: socket.id }, error)
          answer(errorBody(error))
        }
      }),
  }
}

interface Buckets {
  messages?: TokenBucket
  others?: TokenBucket
}

/** Made with the first event: most of ten thousand sockets say little. */
function bucketOf(
  buckets: Buckets,
  event: ClientEvent,
  { messagesPerSecond, messageBurst }: SocketDoorLimits,
): TokenBucket {
  if (event === 'send_private_message') {
    buckets.messages ??= tokenBucket(messagesPerSecond, messageBurst)
    return buckets.messages
  }
  buckets.others ??= tokenBucket(messagesPerSecond * 5, messageBurst * 5)
  return buckets.others
}

/** Text of the page and its request; cut to what a list can show. */
function originOf(socket: ParleySocket, trustedProxies: number): ConnectionOrigin {
  const { headers, query } = socket.handshake
  const said = (name: string) => cut(query[name])
  return {
    url: said('url'),
    title: said('title'),
    domain: said('domain'),
    origin: cut(headers.origin),
    referrer: said('referrer'),
    userAgent: cut(headers['user-agent']),
    language: languageOf(headers),
    country: trustedProxies > 0 ? countryOf(headers) : '',
  }
}

function cut(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2048) : ''
}

/**
 * Calls back with the payload and with what answers it: the client's ack or, where it asked
 * for none, an `error` event for refusals. State recovery may append an argument of its own
 * behind the ack, so the ack is the first function.
 */
function listen(
  socket: ParleySocket,
  event: ClientEvent,
  run: (payload: unknown, answer: Answer) => Promise<void>,
): void {
  const untyped = socket as unknown as {
    on(event: string, listener: (...args: unknown[]) => void): void
  }
  untyped.on(event, (...args) => {
    const ack = args.find((argument): argument is Answer => typeof argument === 'function')
    const payload = typeof args[0] === 'function' ? undefined : args[0]
    void run(payload, ack ?? ((body) => emitError(socket, body)))
  })
}

function emitError(socket: ParleySocket, body: object): void {
  if (!('code' in body)) return
  const { error, code, retry } = body as ReturnType<typeof errorBody>
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
