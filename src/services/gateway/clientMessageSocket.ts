import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { refusal } from '@/lib/errors'
import {
  type Connection,
  idSchema,
  isAdmin,
  type Schema,
  type ServicePrincipal,
  type SocketDoor,
  type UserPrincipal,
  valid,
} from '@/services/realtime'
import type { GatewayService } from './gatewayService'

type Sender = UserPrincipal | ServicePrincipal
type Answer<P extends Sender> = (connection: Connection<P>, payload: unknown) => Promise<object>

interface Services {
  gateway: Pick<GatewayService, 'acceptMessage'>
  identity: { requireNamedTenant(caller: Sender, named: string | undefined): Promise<void> }
  /** Writes into a visitor's chat. */
  answerVisitor: Answer<Sender>
}

const known = <T>(schema: Schema<T>) =>
  z.preprocess((value) => value ?? undefined, schema.optional())

const text = z
  .string({ error: 'message is a text' })
  .trim()
  .min(1, 'Write a message first.')
  .max(4000, 'A message has at most 4000 characters.')
  // PostgreSQL stores no U+0000.
  .refine((said) => !said.includes('\0'), 'A message cannot contain the character U+0000.')
  .transform((said) => said.toWellFormed())

const messageSchema = z
  .object({
    message: known(text),
    text: known(text),
    data: z.unknown().refine(isStorable, 'data has a character that cannot be stored').optional(),
    clientMessageId: known(idSchema),
    temp_id: known(idSchema),
    userId: known(idSchema),
    tenantId: known(idSchema),
  })
  .transform(({ message, temp_id, ...rest }) => ({
    ...rest,
    text: message ?? rest.text,
    clientMessageId: rest.clientMessageId ?? temp_id ?? randomUUID(),
  }))

/** PostgreSQL cannot read fields of a JSON in which there is U+0000 or half a surrogate pair. */
function isStorable(data: unknown): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(data) ?? '')
}

/** Opens `message` of users and back ends: to the tenant's back end, or an answer to a visitor. */
export function attachClientMessages<P extends Sender>(
  door: SocketDoor<P>,
  { gateway, identity, answerVisitor }: Services,
): void {
  door.on('message', z.unknown(), async (connection, payload) => {
    const { principal, socket } = connection
    if (isAnswer(principal, payload)) return answerVisitor(connection, payload)
    const { text, data, userId, tenantId, clientMessageId } = valid(messageSchema, payload)
    if (tenantId !== undefined) await identity.requireNamedTenant(principal, tenantId)
    requireSender(principal, userId)
    if (text === undefined) throw noText()
    const message = { text, data: data ?? null, clientMessageId }
    const accepted = await gateway.acceptMessage(principal, message)
    socket.emit('messageReceived', {
      success: true,
      message: 'Message received by server',
      data: {
        receivedMessage: text,
        timestamp: accepted.timestamp,
        messageId: accepted.messageId,
      },
    })
    return accepted
  })
}

/** Whether it is for a visitor's chat: it names one, and whoever sends it speaks for the tenant. */
function isAnswer(principal: Sender, payload: unknown): boolean {
  const named = (payload ?? {}) as Record<string, unknown>
  const speaks = named.senderType === 'agent' || named.senderType === 'bot'
  const chat = Boolean(named.sessionId ?? named.conversationId)
  if (principal.kind === 'service') return speaks || chat || Boolean(named.userId)
  return speaks || (chat && isAdmin(principal))
}

function requireSender(principal: Sender, userId: string | undefined): void {
  if (principal.kind === 'service') {
    if (principal.scopes.includes('messages:write')) return
    throw refusal('FORBIDDEN', { sentence: 'This key needs the scope messages:write' })
  }
  if (userId !== undefined && userId !== principal.userId) throw refusal('IDENTITY_UNVERIFIED')
}

function noText() {
  return refusal('INVALID_REQUEST', { sentence: 'Write a message first.', details: ['message'] })
}
