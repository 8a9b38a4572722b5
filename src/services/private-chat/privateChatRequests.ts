import { z } from 'zod'
import { type Refusal, refusal } from '@/lib/errors'
import type { ConversationsAnswer, MessageAnswer, MessagesAnswer } from '@/lib/privateChatProtocol'
import type { Conversation, Message, SendPrivateMessage, SeqMark } from '@/lib/protocol'
import {
  attachmentIdsSchema,
  type DoorServices,
  type HttpCall,
  idSchema,
  type Schema,
  type UserPrincipal,
  userDoor,
  valid,
} from '@/services/realtime'
import type { PrivateChatService } from './privateChatService'

type Services = DoorServices & { privateChat: PrivateChatService }

// The schemas of the events are the schemas of the requests.
export const conversationSchema = z.object({ conversationId: idSchema })

export const messageSchema = z.object({
  conversationId: idSchema,
  text: z.string(),
  clientMessageId: idSchema,
  attachmentIds: attachmentIdsSchema,
}) satisfies Schema<SentMessage>

/** As clients send it; of what is absent, the schema says so. */
type SentMessage = Omit<SendPrivateMessage, 'attachmentIds'> & {
  attachmentIds: string[] | undefined
}

export const markSchema = z.object({
  conversationId: idSchema,
  seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
}) satisfies Schema<SeqMark>

export const typingSchema = z.object({ conversationId: idSchema, isTyping: z.boolean() })

/**
 * `POST /api/privatechat/message`: writes into a conversation; a repeat with the same
 * `clientMessageId` writes nothing.
 */
export const postMessage = userDoor<Services, SentMessage>(
  { body: messageSchema },
  async ({ privateChat }, { caller, body }): Promise<MessageAnswer> => ({
    success: true,
    ...(await privateChat.send(caller, body)),
  }),
)

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'Expected a whole number')
  .transform(Number)

const pageSchema = z
  .object({
    after: wholeNumber.optional(),
    before: wholeNumber.optional(),
    changedAfter: wholeNumber.optional(),
    limit: wholeNumber.pipe(z.number().min(1).max(100)).default(50),
  })
  .refine(
    ({ after, before, changedAfter }) =>
      [after, before, changedAfter].filter((place) => place !== undefined).length <= 1,
    { message: 'Give one of after, before and changedAfter', path: ['before'] },
  )

/**
 * `GET /api/privatechat/messages/`: a page of a conversation: of messages, or of what changed in
 * them.
 */
export const getMessages = userDoor(
  { query: pageSchema },
  async ({ privateChat }: Services, { caller, params, query }): Promise<MessagesAnswer> => {
    const { conversationId } = valid(conversationSchema, params)
    return { success: true, ...(await privateChat.page(caller, conversationId, query)) }
  },
)

/** `GET /api/privatechat/conversations`: the caller's conversations, the last changed first. */
export const getConversations = userDoor(
  {},
  async ({ privateChat }: Services, { caller }): Promise<ConversationsAnswer> => ({
    success: true,
    conversations: await privateChat.list(caller),
  }),
)

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give the group a name.')
  .max(80, 'The name of a group has at most 80 characters.')
  .refine((name) => !name.includes('\0'), 'A name cannot contain the character U+0000.')
  .transform((name) => name.toWellFormed())

const openingSchema = z.object({
  userId: idSchema.optional(),
  userIds: z.array(idSchema).max(1000).optional(),
  name: nameSchema.optional(),
})

/**
 * `POST /api/privatechat/conversations`: `{ userId }` opens the one with somebody, `{ userIds,
 * name }` a group.
 */
export const postConversation = userDoor(
  { body: openingSchema },
  async (
    { privateChat }: Services,
    { caller, body }: HttpCall<z.output<typeof openingSchema>, undefined, UserPrincipal>,
  ): Promise<{ success: true; conversation: Conversation }> => ({
    success: true,
    conversation: await open(privateChat, caller, body),
  }),
)

function open(
  privateChat: PrivateChatService,
  caller: UserPrincipal,
  { userId, userIds, name }: z.output<typeof openingSchema>,
): Promise<Conversation> {
  if (userId !== undefined && userIds === undefined) return privateChat.openDirect(caller, userId)
  if (userId === undefined && userIds !== undefined) {
    if (name === undefined) throw invalid('Give the group a name.', ['name'])
    return privateChat.openGroup(caller, userIds, name)
  }
  throw invalid('Give userId, or userIds and name', ['userId', 'userIds'])
}

function invalid(sentence: string, details: string[]): Refusal {
  return refusal('INVALID_REQUEST', { sentence, details })
}

/** `POST /api/privatechat/read`: the caller has read everything up to `seq`. */
export const postRead = userDoor(
  { body: markSchema },
  async ({ privateChat }: Services, { caller, body }): Promise<{ success: true }> => {
    await privateChat.markRead(caller, body)
    return { success: true }
  },
)

const deliveredSchema = z.object({ delivered: z.array(markSchema).min(1).max(100) })

/** `POST /api/privatechat/delivered`: the caller's device has everything up to each `seq`. */
export const postDelivered = userDoor(
  { body: deliveredSchema },
  async ({ privateChat }: Services, { caller, body }): Promise<{ success: true }> => {
    const marks = body.delivered.map((mark) => privateChat.markDelivered(caller, mark))
    await Promise.all(marks)
    return { success: true }
  },
)

/** `PATCH /api/privatechat/conversations/`: whether the caller is told of its messages. */
export const patchConversation = userDoor(
  { body: z.object({ muted: z.boolean() }) },
  async (
    { privateChat }: Services,
    { caller, params, body },
  ): Promise<{ success: true; conversation: Conversation }> => {
    const { conversationId } = valid(conversationSchema, { conversationId: params.id })
    return {
      success: true,
      conversation: await privateChat.mute(caller, conversationId, body.muted),
    }
  },
)

/** DELETE /api/privatechat/conversations/:id leaves a group. */
export const deleteConversation = userDoor(
  {},
  async ({ privateChat }: Services, { caller, params }): Promise<{ success: true }> => {
    const { conversationId } = valid(conversationSchema, { conversationId: params.id })
    await privateChat.leave(caller, conversationId)
    return { success: true }
  },
)

const ownMessageSchema = z.object({ id: idSchema })

/** `PATCH /api/privatechat/message/`: another text for a message of the caller's own. */
export const patchMessage = userDoor(
  { body: z.object({ text: z.string() }) },
  async ({ privateChat }: Services, { caller, params, body }): Promise<ChangedMessage> => {
    const { id } = valid(ownMessageSchema, params)
    return { success: true, message: await privateChat.edit(caller, id, body.text) }
  },
)

/** `DELETE /api/privatechat/message/`: deletes a message of the caller's own; its place stays. */
export const deleteMessage = userDoor(
  {},
  async ({ privateChat }: Services, { caller, params }): Promise<ChangedMessage> => {
    const { id } = valid(ownMessageSchema, params)
    return { success: true, message: await privateChat.remove(caller, id) }
  },
)

interface ChangedMessage {
  success: true
  message: Message
}
