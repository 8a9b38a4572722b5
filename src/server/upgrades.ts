import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { refuseUpgrade } from './answerRefusal'
import type { EdgeGate } from './edge/edgeGate'

export const SOCKET_PATH = '/api/socketio'
const ALIAS = '/socket.io'

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

interface Upgrades {
  gate: EdgeGate
  /** Engine.IO's own listener. */
  toSockets: UpgradeListener
  /** Next's relay for hot reloading; absent in production. */
  toNext: UpgradeListener | undefined
}

/** The one upgrade listener of the process. */
export function routeUpgrades(server: Server, { gate, toSockets, toNext }: Upgrades): void {
  server.on('upgrade', (request, socket, head) => {
    const refused = gate(request)
    if (refused) refuseUpgrade(socket, refused)
    else route(request, socket, head)
  })

  function route(...[request, socket, head]: Parameters<UpgradeListener>): void {
    resolveSocketAlias(request)
    if (isSocketRequest(request)) toSockets(request, socket, head)
    else if (toNext && request.url?.startsWith('/')) toNext(request, socket, head)
    else socket.destroy()
  }
}

interface Engine {
  handleUpgrade(request: never, socket: Duplex, head: Buffer): void
}

/**
 * Engine.IO makes a stand-in for a response, which waits for the line to close for the sake of
 * middleware that asks. None does here, and each socket would hold its request through it.
 */
export function upgradeToEngine(
  engine: Engine,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const before = new Set(socket.rawListeners('close'))
  engine.handleUpgrade(request as never, socket, head)
  for (const listener of socket.rawListeners('close')) {
    if (!before.has(listener) && isOnce(listener)) socket.off('close', listener as () => void)
  }
}

/** A socket that is upgraded has its WebSocket by now, which must hear that the line is closed. */
function isOnce(listener: object): boolean {
  return 'listener' in listener
}

/** Clients of the guides connect to `/socket.io`. */
export function resolveSocketAlias(request: IncomingMessage): void {
  const { url = '' } = request
  if (url === ALIAS || url.startsWith(`${ALIAS}/`) || url.startsWith(`${ALIAS}?`)) {
    request.url = SOCKET_PATH + url.slice(ALIAS.length)
  }
}

export function isSocketRequest(request: IncomingMessage): boolean {
  const path = (request.url ?? '').split('?', 1)[0]?.replace(/\/$/, '')
  return path === SOCKET_PATH
}
