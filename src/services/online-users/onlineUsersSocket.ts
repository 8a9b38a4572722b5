import { refusal } from '@/lib/errors'
import { type Connection, isAdmin, rooms } from '@/services/realtime'
import {
  activitySchema,
  changesSchema,
  joinUserSchema,
  type ListQuestion,
  listSchema,
} from './onlineUsersSchemas'
import type { OnlineUsersService } from './onlineUsersService'

interface Services {
  onlineUsers: OnlineUsersService
}

/** Socket.IO's reason where this side ended one socket: a sign-out or a revocation. */
const ENDED_BY_SERVER = 'server namespace disconnect'

/** Puts a connection among those who are online and those who watch, until it closes. */
export function attachOnlineUsers(connection: Connection, { onlineUsers }: Services): void {
  const { id, socket } = connection
  if (watchesFromTheStart(connection)) watch(connection)
  void onlineUsers.connect(connection)
  socket.onAny(() => void onlineUsers.heartbeat(id))
  connection.onClose((reason) => {
    const ended = reason === ENDED_BY_SERVER
    void onlineUsers.disconnect(id, ended ? { graceMs: 0 } : {})
  })
  connection.on('join_user', joinUserSchema, (userId) => joinUser(connection, onlineUsers, userId))
  connection.on('user_activity', activitySchema, async (activity) => {
    await onlineUsers.heartbeat(id, activity)
    return {}
  })
  connection.on('get_online_users', listSchema, (question) =>
    sendList(connection, onlineUsers, question),
  )
  connection.on('get_presence_changes', changesSchema, (seen) =>
    onlineUsers.since(connection.principal, seen),
  )
}

/**
 * Others watch once they have joined as a user: a device that only takes messages is not told of
 * everybody, and connecting five thousand of them is not quadratic.
 */
function watchesFromTheStart({ principal, batchedPresence }: Connection): boolean {
  return isAdmin(principal) || batchedPresence
}

function watch({ principal, batchedPresence, socket }: Connection): void {
  const view = isAdmin(principal) ? 'full' : 'reduced'
  const form = batchedPresence ? 'batch' : 'single'
  void socket.join(rooms.presence(principal.tenantId, { view, form }))
}

async function joinUser(
  connection: Connection,
  onlineUsers: OnlineUsersService,
  userId: string,
): Promise<object> {
  const { principal, socket } = connection
  if (userId !== principal.userId) {
    throw refusal('FORBIDDEN', { sentence: 'userId is not the one you are signed in as' })
  }
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
  if (!isAdmin(principal)) throw refusal('FORBIDDEN')
  const page = await onlineUsers.page(principal, { limit, cursor })
  socket.emit('online_users_list', page)
  return page
}
