import { ERRORS, errorCodeOf, type Refusal, refusal } from '@/lib/errors'
import { attachTokenRenewal } from '@/services/identity/tokenRenewalSocket'
import { attachOnlineUsers } from '@/services/online-users/onlineUsersSocket'
import { attachPrivateChat } from '@/services/private-chat/privateChatSocket'
import { isAdmin, type ParleySocket, rooms, type UserPrincipal } from '@/services/realtime'
import { type OpenConnection, openConnection } from '@/services/realtime/socketDoor'
import type { App } from './createApp'
import type { SocketServer } from './socketServer'

/** Proves every handshake, puts the socket into its rooms and opens the contexts' events on it. */
export function attachSockets(io: SocketServer, app: App): void {
  const proven = new WeakMap<ParleySocket, UserPrincipal>()
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

async function prove(socket: ParleySocket, app: App): Promise<UserPrincipal> {
  const { auth, headers, query } = socket.handshake
  const principal = await app.identity.authenticateSocket({
    token: textOf(auth.token) ?? bearerOf(headers.authorization),
    apiKey: textOf(auth.apiKey),
    tenantId: textOf(query.tenantId),
    origin: headers.origin,
  })
  const room = rooms.user(principal.tenantId, principal.userId)
  const open = socket.nsp.adapter.rooms.get(room)?.size ?? 0
  if (open >= app.config.limits.connectionsPerUser) throw tooManyConnections()
  return principal
}

function tooManyConnections(): Refusal {
  return refusal('RATE_LIMIT_EXCEEDED', {
    sentence: 'Too many open connections. Close a tab first.',
  })
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function bearerOf(header: string | undefined): string | undefined {
  return header?.match(/^Bearer (.+)$/i)?.[1]
}

/** Socket.IO raises it at the client as `connect_error` with this sentence and data. */
function handshakeError(error: unknown): Error {
  const code = errorCodeOf(error)
  const sentence = code === 'INTERNAL' ? ERRORS.INTERNAL.sentence : (error as Refusal).message
  return Object.assign(new Error(sentence), { data: { code, retry: ERRORS[code].retry } })
}

function welcome(socket: ParleySocket, principal: UserPrincipal, app: App): void {
  const connection = openConnection(socket, {
    principal,
    log: app.log,
    limits: app.config.limits,
  })
  joinRooms(socket, principal)
  attachTokenRenewal(connection, app)
  attachPrivateChat(connection, app)
  attachOnlineUsers(connection, app)
  greet(connection)
  forgetHandshake(socket)
}

function joinRooms(socket: ParleySocket, principal: UserPrincipal): void {
  const { tenantId, userId, accountSessionId } = principal
  const own = [
    rooms.tenant(tenantId),
    rooms.user(tenantId, userId),
    rooms.accountSession(accountSessionId),
  ]
  void socket.join(isAdmin(principal) ? [...own, rooms.admins(tenantId)] : own)
}

function greet({ id, principal, socket }: OpenConnection): void {
  socket.emit('connected', {
    message: 'Successfully connected to WebSocket',
    userId: principal.userId,
    socketId: socket.id,
    sessionId: id,
    tenantId: principal.tenantId,
    expiresIn: Math.floor((principal.expiresAtMs - Date.now()) / 1000),
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
