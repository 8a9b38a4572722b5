import { ERRORS, errorCodeOf, type Refusal, refusal } from '@/lib/errors'
import {
  type Connection,
  isAdmin,
  type ParleySocket,
  type PersonPrincipal,
  type Principal,
  rooms,
  type ServicePrincipal,
  type UserPrincipal,
  type VisitorPrincipal,
} from '@/services/realtime'
import type { App } from './createApp'
import { fewPerTurn } from './fewPerTurn'
import { proveSocket } from './proveSocket'
import { openSocketDoors, type SocketDoors } from './socketDoors'
import { HANDSHAKES_PER_TURN, type SocketServer } from './socketServer'

type Middleware = Parameters<SocketServer['use']>[0]

/** Proves every handshake, puts the socket into its rooms and lets it in at the door of its kind. */
export function attachSockets(io: SocketServer, app: App): void {
  const doors = openSocketDoors(app)
  const proven = new WeakMap<ParleySocket, Principal>()
  const inTurn = fewPerTurn(HANDSHAKES_PER_TURN)
  const proveNow: Middleware = (socket, next) => {
    prove(socket, app).then(
      (principal) => {
        proven.set(socket, principal)
        next()
      },
      (error) => next(handshakeError(error)),
    )
  }
  io.use((socket, next) => inTurn(() => proveNow(socket, next)))
  io.on('connection', (socket) => {
    const principal = proven.get(socket)
    proven.delete(socket)
    if (principal && !hasKeyEnded(principal, app)) welcome(socket, principal, doors, app)
    else socket.disconnect(true)
  })
}

async function prove(socket: ParleySocket, app: App): Promise<Principal> {
  const principal = await proveSocket(socket, app)
  const open = socket.nsp.adapter.rooms.get(ownRoom(principal))?.size ?? 0
  if (open >= app.config.limits.connectionsPerUser) throw tooManyConnections()
  return principal
}

function tooManyConnections(): Refusal {
  return refusal('RATE_LIMIT_EXCEEDED', {
    sentence: 'Too many open connections. Close a tab first.',
  })
}

/** Socket.IO raises it at the client as `connect_error` with this sentence and data. */
function handshakeError(error: unknown): Error {
  const code = errorCodeOf(error)
  const sentence = code === 'INTERNAL' ? ERRORS.INTERNAL.sentence : (error as Refusal).message
  return Object.assign(new Error(sentence), { data: { code, retry: ERRORS[code].retry } })
}

function welcome(socket: ParleySocket, principal: Principal, doors: SocketDoors, app: App): void {
  join(socket, principal)
  switch (principal.kind) {
    case 'user':
      welcomeUser(doors.users.open(socket, principal), app)
      break
    case 'visitor':
      welcomeVisitor(doors.visitors.open(socket, principal), app)
      break
    case 'service':
      welcomeService(doors.backEnds.open(socket, principal))
  }
  forgetHandshake(socket)
}

function welcomeUser(connection: Connection<UserPrincipal>, app: App): void {
  const { principal, id } = connection
  void greetPerson(connection, { userId: principal.userId, sessionId: id }, app)
}

function welcomeVisitor(connection: Connection<VisitorPrincipal>, app: App): void {
  const { userId, sessionId, unprovenName } = connection.principal
  void greetPerson(connection, { userId, sessionId: unprovenName ?? sessionId }, app)
}

function welcomeService(connection: Connection<ServicePrincipal>): void {
  greet(connection, { userId: connection.principal.keyId, sessionId: connection.id })
}

function join(socket: ParleySocket, principal: Principal): void {
  const all = [rooms.tenant(principal.tenantId), ownRoom(principal), ...furtherRooms(principal)]
  void socket.join(all)
}

/** Whoever has only named a session hears nothing that is said in it. */
function furtherRooms(principal: Principal): string[] {
  if (principal.kind === 'service') return []
  const { shownKeyId } = principal
  const ofKey = shownKeyId === undefined ? [] : [rooms.apiKey(shownKeyId)]
  if (principal.kind === 'visitor') {
    const { sessionId, unprovenName } = principal
    return unprovenName === undefined ? [...ofKey, rooms.conversation(sessionId)] : ofKey
  }
  const signIn = rooms.accountSession(principal.accountSessionId)
  const ofUser = [...ofKey, signIn]
  return isAdmin(principal) ? [...ofUser, rooms.admins(principal.tenantId)] : ofUser
}

/** Between the proof of a key and the socket's place among those it opened, the key may have ended. */
function hasKeyEnded(principal: Principal, { identity }: App): boolean {
  const keyId = principal.kind === 'service' ? principal.keyId : principal.shownKeyId
  return keyId !== undefined && identity.hasKeyEnded(keyId)
}

/** All sockets of one caller. */
function ownRoom(principal: Principal): string {
  if (principal.kind === 'service') return rooms.apiKey(principal.keyId)
  const { tenantId, userId } = principal
  const isUnproven = principal.kind === 'visitor' && principal.unprovenName !== undefined
  return isUnproven ? rooms.unproven(principal.sessionId) : rooms.user(tenantId, userId)
}

interface Greeted {
  userId: string
  sessionId: string
  awayAfterSeconds?: number
}

async function greetPerson(
  connection: Connection<PersonPrincipal>,
  who: Greeted,
  { presenceRecords }: App,
): Promise<void> {
  const { tenantId, kind } = connection.principal
  const awayAfterSeconds = await presenceRecords.awayAfterSeconds(tenantId, kind)
  greet(connection, { awayAfterSeconds, ...who })
}

function greet({ principal, socket }: Connection, who: Greeted): void {
  const endsInMs = principal.kind === 'service' ? Infinity : principal.expiresAtMs - Date.now()
  socket.emit('connected', {
    message: 'Successfully connected to WebSocket',
    ...who,
    socketId: socket.id,
    tenantId: principal.tenantId,
    ...(Number.isFinite(endsInMs) && { expiresIn: Math.floor(endsInMs / 1000) }),
  })
}

/** Request and handshake hold some 10 kB per socket for as long as it lives; all that is needed is copied. */
function forgetHandshake(socket: ParleySocket): void {
  const holders = {
    conn: socket.conn as { request?: unknown },
    socket: socket as { handshake?: unknown },
  }
  holders.conn.request = undefined
  holders.socket.handshake = undefined
}
