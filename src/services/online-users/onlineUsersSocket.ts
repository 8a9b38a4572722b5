import { refusal } from '@/lib/errors'
import {
  type Connection,
  type ConnectionOrigin,
  type PersonPrincipal,
  rooms,
  type ServicePrincipal,
  type SocketDoor,
} from '@/services/realtime'
import {
  activitySchema,
  changesSchema,
  joinUserSchema,
  type ListQuestion,
  listSchema,
} from './onlineUsersSchemas'
import type { OnlineUsersService } from './onlineUsersService'
import type { Leaving } from './presenceConnections'
import { viewOf } from './presenceReadings'

interface Services {
  onlineUsers: OnlineUsersService
}

/** What Socket.IO's reasons mean; what is not here is a page that was closed. */
const LEAVINGS: Record<string, Leaving> = {
  'server namespace disconnect': { cause: 'signed-out', graceMs: 0 },
  'ping timeout': { cause: 'timeout' },
  'transport error': { cause: 'lost' },
  'forced close': { cause: 'ending' },
  'server shutting down': { cause: 'ending' },
}

/** Puts people among those who are online, and whoever may among those who watch, until they close. */
export function attachOnlineUsers(
  door: SocketDoor<PersonPrincipal>,
  { onlineUsers }: Services,
): void {
  door.onOpen((connection, origin) => {
    if (watchesFromTheStart(connection)) watch(connection)
    appear(connection, origin, onlineUsers)
  })
  door.onSignOfLife(({ id }) => void onlineUsers.heartbeat(id))
  door.onClose(({ id }, reason) => void onlineUsers.disconnect(id, LEAVINGS[reason]))
  door.on('join_user', joinUserSchema, (connection, userId) =>
    joinUser(connection, onlineUsers, userId),
  )
  door.on('user_activity', activitySchema, async ({ id }, activity) => {
    await onlineUsers.heartbeat(id, activity)
    return {}
  })
  attachReading(door, onlineUsers)
}

/** A back end watches and is nobody who could be online. */
export function attachWatching(
  door: SocketDoor<ServicePrincipal>,
  { onlineUsers }: Services,
): void {
  door.onOpen((connection) => {
    if (watchesFromTheStart(connection)) watch(connection)
    void onlineUsers.watch(connection.principal.tenantId)
  })
  door.onClose(({ principal }) => onlineUsers.unwatch(principal.tenantId))
  attachReading(door, onlineUsers)
}

function attachReading(door: SocketDoor, onlineUsers: OnlineUsersService): void {
  door.on('get_online_users', listSchema, (connection, question) =>
    sendList(connection, onlineUsers, question),
  )
  door.on('get_presence_changes', changesSchema, ({ principal }, seen) =>
    onlineUsers.since(principal, seen),
  )
}

function appear(
  { id, principal, tab, socket }: Connection<PersonPrincipal>,
  origin: ConnectionOrigin,
  onlineUsers: OnlineUsersService,
): void {
  const isPolling = socket.conn.transport.name === 'polling'
  const transport = isPolling ? 'polling' : 'websocket'
  void onlineUsers.connect({ id, principal, tab, origin }, transport)
  if (isPolling) socket.conn.once('upgrade', () => void onlineUsers.upgrade(id))
}

/**
 * Others watch once they have joined as a user: a device that only takes messages is not told of
 * everybody, and connecting five thousand of them is not quadratic.
 */
function watchesFromTheStart({ principal, batchedPresence }: Connection): boolean {
  return batchedPresence || viewOf(principal) === 'full'
}

/** Visitors are never told who is online. */
function watch({ principal, batchedPresence, socket }: Connection): void {
  const view = viewOf(principal)
  const form = batchedPresence ? 'batch' : 'single'
  if (view) void socket.join(rooms.presence(principal.tenantId, { view, form }))
}

async function joinUser(
  connection: Connection<PersonPrincipal>,
  onlineUsers: OnlineUsersService,
  userId: string,
): Promise<object> {
  const { principal, socket } = connection
  if (userId !== principal.userId) {
    throw refusal('FORBIDDEN', { sentence: 'userId is not the one you are signed in as' })
  }
  if (principal.kind === 'visitor') return { users: [] }
  watch(connection)
  const page = await onlineUsers.page(principal)
  socket.emit('online_users_list', page)
  return { users: page.users }
}

async function sendList(
  { principal, socket }: Connection,
  onlineUsers: OnlineUsersService,
  { tenantId, ...asked }: ListQuestion,
): Promise<object> {
  if (tenantId !== undefined && tenantId !== principal.tenantId) throw refusal('TENANT_MISMATCH')
  if (viewOf(principal) !== 'full') throw refusal('FORBIDDEN')
  const page = await onlineUsers.page(principal, asked)
  socket.emit('online_users_list', page)
  return page
}
