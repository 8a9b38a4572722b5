import { z } from 'zod'
import { refusal } from '@/lib/errors'
import {
  type Connection,
  type ServicePrincipal,
  type SocketDoor,
  type UserPrincipal,
  type VisitorPrincipal,
  valid,
} from '@/services/realtime'
import { type Written, writtenSchema } from './messageSchemas'
import type { VisitorSessionsService } from './visitorSessionsService'
import { requireScope, staffOf, visitorBehind } from './webchatCallers'
import type { Posted, WebchatService } from './webchatService'
import { draftOf, isReply, receiptOf, replyAs } from './writing'

interface Services {
  identity: { requireNamedTenant(caller: Caller, named: string | undefined): Promise<void> }
  visitorSessions: VisitorSessionsService
  webchat: WebchatService
}

type Caller = UserPrincipal | VisitorPrincipal | ServicePrincipal

/** Opens `message`: the same schema, checks, storage and answer as `POST /webchat/message`. */
export function attachWebchat(door: SocketDoor<VisitorPrincipal>, services: Services): void {
  const write = chatWriter(services)
  door.on('message', z.unknown(), (connection, payload) => write(connection, payload))
}

/** Writes into a visitor's chat: as the visitor, or as whoever speaks for the tenant. */
export function chatWriter(services: Services) {
  const { identity, webchat } = services
  return async (connection: Connection<Caller>, payload: unknown): Promise<object> => {
    const written = valid(writtenSchema, payload)
    const { principal } = connection
    if (written.tenantId !== undefined)
      await identity.requireNamedTenant(principal, written.tenantId)
    if (!isReply(principal, written)) return write(services, connection, written)
    requireScope(principal, 'messages:write')
    const staff = staffOf(principal)
    if (!staff) throw refusal('FORBIDDEN', { sentence: 'Only admins may answer visitors' })
    const draft = draftOf(principal, written)
    const posted = await webchat.reply(staff, replyAs(written), written, draft)
    return received(connection, written, posted)
  }
}

async function write(services: Services, connection: Connection<Caller>, written: Written) {
  const { principal, socket } = connection
  const shown = { fingerprint: written.fingerprint, address: '' }
  const visitor = await visitorBehind(principal, written, shown, services.visitorSessions)
  const posted = await services.webchat.write(visitor, draftOf(principal, written))
  const name = visitor.unprovenName
  // Who only named the session is in none of its rooms, and hears of their own messages here.
  if (name !== undefined && !posted.duplicate)
    socket.emit('meta_message_created', { message: { ...posted.message, sessionId: name } })
  return received(connection, written, posted, name)
}

/** Clients of the guides wait for `messageReceived`, newer ones for the ack. */
function received({ socket }: Connection, written: Written, posted: Posted, name?: string) {
  const { id: messageId, timestamp } = posted.message
  socket.emit('messageReceived', {
    success: true,
    message: 'Message received by server',
    data: { receivedMessage: written.text, timestamp, messageId },
  })
  return receiptOf(posted, name)
}
