import { refusal } from '@/lib/errors'
import { type Connection, type PersonPrincipal, rooms } from '@/services/realtime'
import {
  activitySchema,
  changesSchema,
  joinUserSchema,
  type ListQuestion,
  listSchema,
} from './onlineUsersSchemas'
import type { OnlineUsersService } from './onlineUsersService'
import type { LiveTransport } from './onlineUsersStore'
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

/** Puts a person among those who are online, and whoever may among those who watch, until it closes. */
export function attachOnlineUsers(connection: Connection, { onlineUsers }: Services): void {
  if (watchesFromTheStart(connection)) watch(connection)
  if (isPersons(connection)) appear(connection, onlineUsers)
  else stayBehind(connection, onlineUsers)
  connection.on('get_online_users', listSchema, (question) =>
    sendList(connection, onlineUsers, question),
  )
  connection.on('get_presence_changes', changesSchema, (seen) =>
    onlineUsers.since(connection.principal, seen),
  )
}

function isPersons(connection: Connection): connection is Connection<PersonPrincipal> {
  return connection.principal.kind !== 'service'
}

function appear(connection: Connection<PersonPrincipal>, onlineUsers: OnlineUsersService): void {
  const { id, socket } = connection
  void onlineUsers.connect(connection, transportOf(connection))
  socket.conn.once('upgrade', () => void onlineUsers.upgrade(id))
  socket.onAny(() => void onlineUsers.heartbeat(id))
  connection.onClose((reason) => void onlineUsers.disconnect(id, LEAVINGS[reason]))
  connection.on('join_user', joinUserSchema, (userId) => joinUser(connection, onlineUsers, userId))
  connection.on('user_activity', activitySchema, async (activity) => {
    await onlineUsers.heartbeat(id, activity)
    return {}
  })
}

function transportOf({ socket }: Connection): LiveTransport {
  return socket.conn.transport.name === 'polling' ? 'polling' : 'websocket'
}

/** A back end watches and is nobody who could be online. */
function stayBehind(connection: Connection, onlineUsers: OnlineUsersService): void {
  const { tenantId } = connection.principal
  void onlineUsers.watch(tenantId)
  connection.onClose(() => onlineUsers.unwatch(tenantId))
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
  { tenantId, limit, cursor }: ListQuestion,
): Promise<object> {
  if (tenantId !== undefined && tenantId !== principal.tenantId) throw refusal('TENANT_MISMATCH')
  if (viewOf(principal) !== 'full') throw refusal('FORBIDDEN')
  const page = await onlineUsers.page(principal, { limit, cursor })
  socket.emit('online_users_list', page)
  return page
}
