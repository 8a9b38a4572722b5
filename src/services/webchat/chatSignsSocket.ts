import { refusal } from '@/lib/errors'
import type { ClientEvent, SeqMark } from '@/lib/protocol'
import type { TypingSign } from '@/lib/webchatEvents'
import {
  type Connection,
  isAdmin,
  type SocketDoor,
  type UserPrincipal,
  type VisitorPrincipal,
} from '@/services/realtime'
import { chatMarkSchema, visitorTypingSchema } from './chatSignSchemas'
import type { ChatSigns } from './chatSigns'

interface Services {
  chatSigns: ChatSigns
}

/** Opens `typing` and `message_read` to visitors, for their own conversation. */
export function attachVisitorSigns(
  door: SocketDoor<VisitorPrincipal>,
  { chatSigns }: Services,
): void {
  door.on('typing', visitorTypingSchema, async ({ principal }, sign) => {
    requireProof(principal)
    const { preview, ...typing } = sign
    await chatSigns.typingOfVisitor(principal, { ...typing, ...(preview && { preview }) })
    return {}
  })
  door.on('message_read', chatMarkSchema, async ({ principal, socket }, read) => {
    requireProof(principal)
    await chatSigns.readByVisitor(principal, read, socket.id)
    return {}
  })
}

/** Who only named a session reads nothing, and so marks nothing either. */
function requireProof({ unprovenName }: VisitorPrincipal): void {
  if (unprovenName !== undefined) throw refusal('FORBIDDEN')
}

type Admins = Connection<UserPrincipal>

/**
 * The door of signed-in users where `typing` and `message_read` of an admin may be about a visitor's
 * conversation: then they go there, and otherwise where they went.
 */
export function withChatSigns(
  door: SocketDoor<UserPrincipal>,
  { chatSigns }: Services,
): SocketDoor<UserPrincipal> {
  const signs: Partial<Record<ClientEvent, (from: Admins, payload: unknown) => Promise<boolean>>> =
    {
      typing: async ({ principal, socket }, payload) => {
        const { conversationId, isTyping } = payload as TypingSign
        const chat = await chatSigns.find(principal.tenantId, conversationId)
        if (chat) chatSigns.typingOfAdmin(principal, chat, isTyping, socket.id)
        return chat !== undefined
      },
      message_read: async ({ principal, socket }, payload) => {
        const { conversationId, seq } = payload as SeqMark
        const { tenantId, userId: senderId } = principal
        const chat = await chatSigns.find(tenantId, conversationId)
        if (chat) await chatSigns.readByAdmins({ tenantId, senderId }, chat, seq, socket.id)
        return chat !== undefined
      },
    }
  return {
    ...door,
    on: (event, schema, handler) => {
      const sign = signs[event]
      if (!sign) return door.on(event, schema, handler)
      door.on(event, schema, async (connection, payload) => {
        const isOfVisitor = isAdmin(connection.principal) && (await sign(connection, payload))
        return isOfVisitor ? {} : handler(connection, payload)
      })
    },
  }
}
