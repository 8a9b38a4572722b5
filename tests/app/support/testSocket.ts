import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client'
import type { HandshakeAuth } from '@/lib/handshakeAuth'
import type {
  ClientEvent,
  ClientToServerEvents,
  Failure,
  Payload,
  ServerEvent,
} from '@/lib/protocol'
import { until } from '../../infrastructure/processes'

type Options = Partial<ManagerOptions & SocketOptions>

/** What an event answers: the success of its ack, or the failure. */
type Answer<E extends ClientEvent> = Parameters<
  Extract<Parameters<ClientToServerEvents[E]>[1], (...args: never[]) => void>
>[0]
type Success<E extends ClientEvent> = Exclude<Answer<E>, Failure>

/** A client's socket that remembers everything it was told. */
export interface TestSocket {
  readonly id: string
  readonly connected: boolean
  /** Sends an event and resolves with its ack, whatever it says. */
  ask(event: string, payload: unknown): Promise<unknown>
  /** Sends an event and resolves with the success of its ack. */
  demand<E extends ClientEvent>(
    event: E,
    payload: Parameters<ClientToServerEvents[E]>[0],
  ): Promise<Success<E>>
  /** Sends an event and wants no ack. */
  tell(event: string, ...args: unknown[]): void
  /** Everything heard under a name, oldest first. */
  heard<E extends ServerEvent>(event: E): Payload<E>[]
  /** The arguments of every event of a name that a back end may have chosen, oldest first. */
  heardAny(event: string): unknown[][]
  hearsAny(event: string): Promise<unknown[]>
  /** The first that was, or will be, heard under a name and fits. */
  hears<E extends ServerEvent>(
    event: E,
    fits?: (payload: Payload<E>) => boolean,
  ): Promise<Payload<E>>
  /** Resolves when the connection is gone. */
  isClosed(limitMs?: number): Promise<unknown>
  close(): void
}

/** A refused handshake, as a client sees it. */
export interface RefusedHandshake {
  message: string
  data?: { code: string; retry: boolean }
}

/** Connects, or rejects with what `connect_error` said. */
export function connect(
  url: string,
  auth: HandshakeAuth,
  options: Options = {},
): Promise<TestSocket> {
  const socket = io(url, {
    path: '/api/socketio',
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth,
    ...options,
  })
  const log: { event: string; args: unknown[] }[] = []
  socket.onAny((event: string, ...args: unknown[]) => log.push({ event, args }))
  const heardAny = (name: string) =>
    log.filter(({ event }) => event === name).map(({ args }) => args)
  const heard = <E extends ServerEvent>(event: E) =>
    heardAny(event).map(([payload]) => payload as Payload<E>)
  const ask = (event: string, payload: unknown) => socket.timeout(8000).emitWithAck(event, payload)
  const tested: TestSocket = {
    get id() {
      return socket.id ?? ''
    },
    get connected() {
      return socket.connected
    },
    ask,
    demand: async (event, payload) => {
      const answer = (await ask(event, payload)) as Answer<typeof event>
      if (!answer.success) throw new Error(`${event} was refused: ${JSON.stringify(answer)}`)
      return answer as Success<typeof event>
    },
    tell: (event, ...args) => void socket.emit(event, ...args),
    heard,
    heardAny,
    hearsAny: (event) => until(`${event} is heard`, () => heardAny(event)[0]),
    hears: (event, fits = () => true) => until(`${event} is heard`, () => heard(event).find(fits)),
    isClosed: (limitMs) =>
      until('the socket is closed', () => socket.disconnected || undefined, limitMs),
    close: () => void socket.disconnect(),
  }
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(tested))
    socket.once('connect_error', (error) => {
      socket.disconnect()
      reject(error)
    })
  })
}

/** What a handshake is refused with; fails when it is accepted. */
export async function refusedHandshake(
  url: string,
  auth: HandshakeAuth,
  options: Options = {},
): Promise<RefusedHandshake> {
  const outcome = await connect(url, auth, options).catch((error: RefusedHandshake) => error)
  if (!('ask' in outcome)) return outcome
  outcome.close()
  throw new Error('the handshake was accepted')
}
