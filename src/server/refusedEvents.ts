import { z } from 'zod'
import { refusal } from '@/lib/errors'
import type { ClientEvent } from '@/lib/protocol'
import type { SocketDoor } from '@/services/realtime'

/** Whose events these are: of signed-in users, of visitors too, or of back ends as well. */
export const ASKED_BY: Record<ClientEvent, 'users' | 'people' | 'everybody'> = {
  join_user: 'people',
  user_activity: 'people',
  get_online_users: 'everybody',
  get_presence_changes: 'everybody',
  join_conversation: 'users',
  leave_conversation: 'users',
  send_private_message: 'users',
  message: 'everybody',
  typing: 'people',
  conversation_viewing: 'users',
  message_delivered: 'users',
  message_read: 'people',
  auth_refresh: 'people',
  push_ack: 'people',
}

/** Who asks for what is not theirs is told so, instead of waiting for an answer that never comes. */
export function refuseEventsOfOthers(door: SocketDoor, callers: 'visitors' | 'back ends'): void {
  for (const [event, askedBy] of Object.entries(ASKED_BY)) {
    if (askedBy === 'everybody' || (callers === 'visitors' && askedBy === 'people')) continue
    door.on(event as ClientEvent, z.unknown(), async () => {
      throw refusal('FORBIDDEN')
    })
  }
}
