import { ERRORS, errorCodeOf, type Refusal, refusal } from '@/lib/errors'
import { attachTokenRenewal } from '@/services/identity/tokenRenewalSocket'
import { attachOnlineUsers } from '@/services/online-users/onlineUsersSocket'
import { attachPrivateChat } from '@/services/private-chat/privateChatSocket'
import {
  isAdmin,
  type ParleySocket,
  type PersonPrincipal,
  type Principal,
  rooms,
  type ServicePrincipal,
  type UserPrincipal,
  type VisitorPrincipal,
} from '@/services/realtime'
import { type OpenConnection, openConnection } from '@/services/realtime/socketDoor'
import { attachVisitor } from '@/services/webchat/visitorSocket'
import type { App } from './createApp'
import { proveSocket } from './proveSocket'
import { refuseEventsOfOthers } from './refusedEvents'
import type { SocketServer } from './socketServer'

/** Proves every handshake, puts the socket into its rooms and opens the contexts' events on it. */
export function attachSockets(io: SocketServer, app: App): void {
  const proven = new WeakMap<ParleySocket, Principal>()
  io.use((socket, next) => {
    prove(socket, app).then(
      (principal) => {
        proven.set(socket, principal)
        next()
      },
      (error) => next(handshakeError(error)),
    )
  })
  io.on('connection', (socket) => {
    const principal = proven.get(socket)
    if (principal) welcome(socket, principal, app)
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

function welcome(socket: ParleySocket, principal: Principal, app: App): void {
  const { log } = app
  const { limits, trustedProxies } = app.config
  switch (principal.kind) {
    case 'user':
      welcomeUser(openConnection(socket, { principal, log, limits, trustedProxies }), app)
      break
    case 'visitor':
      welcomeVisitor(openConnection(socket, { principal, log, limits, trustedProxies }), app)
      break
    case 'service':
      welcomeService(openConnection(socket, { principal, log, limits, trustedProxies }), app)
  }
  forgetHandshake(socket)
}

function welcomeUser(connection: OpenConnection<UserPrincipal>, app: App): void {
  const { principal, id } = connection
  const { tenantId, userId, accountSessionId } = principal
  join(connection, [rooms.accountSession(accountSessionId)])
  if (isAdmin(principal)) join(connection, [rooms.admins(tenantId)])
  attachTokenRenewal(connection, app.identity.verifyAccessToken)
  attachPrivateChat(connection, app)
  attachOnlineUsers(connection, app)
  void greetPerson(connection, { userId, sessionId: id }, app)
}

/** Whoever has only named a session hears nothing that is said in it. */
function welcomeVisitor(connection: OpenConnection<VisitorPrincipal>, app: App): void {
  const { userId, sessionId, unprovenName } = connection.principal
  join(connection, unprovenName === undefined ? [rooms.conversation(sessionId)] : [])
  attachTokenRenewal(connection, app.identity.visitorTokens.verify)
  attachVisitor(connection, app)
  refuseEventsOfOthers(connection)
  attachOnlineUsers(connection, app)
  void greetPerson(connection, { userId, sessionId: unprovenName ?? sessionId }, app)
}

function welcomeService(connection: OpenConnection<ServicePrincipal>, app: App): void {
  const { principal, id } = connection
  join(connection, [])
  refuseEventsOfOthers(connection)
  attachOnlineUsers(connection, app)
  greet(connection, { userId: principal.keyId, sessionId: id })
}

function join({ socket, principal }: OpenConnection, further: string[]): void {
  void socket.join([rooms.tenant(principal.tenantId), ownRoom(principal), ...further])
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
  connection: OpenConnection<PersonPrincipal>,
  who: Greeted,
  { presenceRecords }: App,
): Promise<void> {
  const { tenantId, kind } = connection.principal
  const awayAfterSeconds = await presenceRecords.awayAfterSeconds(tenantId, kind)
  greet(connection, { ...who, awayAfterSeconds })
}

function greet({ principal, socket }: OpenConnection, who: Greeted): void {
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
