import { createServer } from 'node:http'
import { type Namespace, Server, type ServerOptions } from 'socket.io'
import type { Adapter } from 'socket.io-adapter'
import type { ClientToServerEvents, ServerToClientEvents } from '@/lib/protocol'
import { fewPerTurn } from './fewPerTurn'
import { SOCKET_PATH } from './upgrades'

export type SocketServer = Server<ClientToServerEvents, ServerToClientEvents>

/** Frames above this close the connection. */
const MAX_FRAME_BYTES = 65_536

/** How long a dropped socket may come back as itself; catching up from storage does the real work. */
const RECOVERY_MS = 10_000

/**
 * Handshakes begun, and proofs begun, in one turn of the loop. When thousands come back at once,
 * those who are here are still answered between.
 */
export const HANDSHAKES_PER_TURN = 16

type IsKnownOrigin = (origin: string) => Promise<boolean>
type Decide = (error: string | null, allowed: boolean) => void

interface SocketServerOptions {
  isKnownOrigin: IsKnownOrigin
  /** Whose rooms they are: of this process, or of all. */
  adapter: (namespace: Namespace) => Adapter
}

/**
 * Socket.IO, not yet listening: the process' one server hands it requests and upgrades.
 * `isKnownOrigin` is asked before anything else, for every transport.
 */
export function createSocketServer({ isKnownOrigin, adapter }: SocketServerOptions): SocketServer {
  const inTurn = fewPerTurn(HANDSHAKES_PER_TURN)
  const allow = (origin: string | undefined, decide: Decide) => {
    isAllowed(origin, isKnownOrigin).then(
      (allowed) => decide(allowed ? null : 'ORIGIN_NOT_ALLOWED', allowed),
      () => decide('UNAVAILABLE', false),
    )
  }
  return new Server(createServer(), {
    path: SOCKET_PATH,
    addTrailingSlash: false,
    destroyUpgrade: false,
    adapter: adapter as unknown as NonNullable<ServerOptions['adapter']>,
    serveClient: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    pingInterval: 20_000,
    pingTimeout: 10_000,
    connectTimeout: 10_000,
    connectionStateRecovery: { maxDisconnectionDuration: RECOVERY_MS, skipMiddlewares: false },
    allowRequest: ({ headers }, decide) => inTurn(() => allow(headers.origin, decide)),
    cors: {
      origin: (origin, decide) => {
        isAllowed(origin, isKnownOrigin).then(
          (allowed) => decide(null, allowed),
          (error) => decide(error),
        )
      },
    },
  })
}

/** Clients without an origin are back ends; they still have to prove who they are. */
async function isAllowed(
  origin: string | undefined,
  isKnownOrigin: IsKnownOrigin,
): Promise<boolean> {
  return origin === undefined || isKnownOrigin(origin)
}
