import type { ClientEvent, ServerEvent } from '@/lib/protocol'

/** Whoever pushed one of these would speak as the server itself. */
const OURS: Record<ServerEvent | ClientEvent, true> = {
  connected: true,
  error: true,
  user_online: true,
  user_offline: true,
  online_users_list: true,
  presence_batch: true,
  messageReceived: true,
  private_message_created: true,
  meta_message_created: true,
  ai_event_created: true,
  message_updated: true,
  message_deleted: true,
  message_delivered: true,
  message_read: true,
  typing: true,
  conversation_created: true,
  conversation_updated: true,
  conversation_removed: true,
  visitor_identified: true,
  conversation_viewing: true,
  note_created: true,
  token_expiring: true,
  session_revoked: true,
  server_restarting: true,
  join_user: true,
  user_activity: true,
  get_online_users: true,
  get_presence_changes: true,
  join_conversation: true,
  leave_conversation: true,
  send_private_message: true,
  message: true,
  auth_refresh: true,
  push_ack: true,
}

/** Socket.IO's own, on either side. */
const SOCKET_IO = new Set([
  'connect',
  'connection',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
  'reconnect',
  'reconnect_attempt',
  'reconnect_error',
  'reconnect_failed',
  'ping',
  'pong',
])

/** Whether a name is not for back ends to use. */
export function isReserved(event: string): boolean {
  return SOCKET_IO.has(event) || Object.hasOwn(OURS, event)
}
