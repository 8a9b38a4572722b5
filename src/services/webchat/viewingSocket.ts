import { refusal } from '@/lib/errors'
import {
  type Broadcaster,
  type Connection,
  isAdmin,
  type SocketDoor,
  type UserPrincipal,
} from '@/services/realtime'
import { viewingSchema } from './chatSignSchemas'
import type { ChatSigns } from './chatSigns'

interface Services {
  chatSigns: Pick<ChatSigns, 'find'>
  broadcaster: Pick<Broadcaster, 'toAdmins'>
}

type Viewer = Connection<UserPrincipal>

/** Opens `conversation_viewing`: who looks at which conversation is known to its own socket alone. */
export function attachViewing(
  door: SocketDoor<UserPrincipal>,
  { chatSigns, broadcaster }: Services,
): void {
  const looking = new WeakMap<Viewer, string>()

  const tell = ({ id: viewerId, principal }: Viewer, what: Told) => {
    const { tenantId, userId, name, avatar } = principal
    const who = { viewerId, userId, name, ...(avatar && { avatar }) }
    broadcaster.toAdmins(tenantId, 'conversation_viewing', { ...what, ...who })
  }
  const leave = (viewer: Viewer) => {
    const conversationId = looking.get(viewer)
    looking.delete(viewer)
    if (conversationId !== undefined) tell(viewer, { conversationId, isViewing: false })
  }
  const look = (viewer: Viewer, conversationId: string) => {
    const isNew = looking.get(viewer) !== conversationId
    if (isNew) leave(viewer)
    // A socket that went away meanwhile has been forgotten already.
    if (!viewer.socket.connected) return
    looking.set(viewer, conversationId)
    tell(viewer, { conversationId, isViewing: true, ...(isNew && { asks: true as const }) })
  }
  door.on('conversation_viewing', viewingSchema, async (viewer, { conversationId }) => {
    if (!isAdmin(viewer.principal)) throw refusal('FORBIDDEN')
    if (conversationId === null) {
      leave(viewer)
      return {}
    }
    const chat = await chatSigns.find(viewer.principal.tenantId, conversationId)
    if (!chat) throw refusal('CONVERSATION_NOT_FOUND')
    look(viewer, conversationId)
    return {}
  })
  door.onClose(leave)
}

interface Told {
  conversationId: string
  isViewing: boolean
  asks?: true
}
