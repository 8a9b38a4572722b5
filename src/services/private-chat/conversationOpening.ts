import type { Logger } from 'pino'
import { refusal } from '@/lib/errors'
import type { Conversation } from '@/lib/protocol'
import type { ConversationsService } from '@/services/conversations'
import type { Broadcaster, UserPrincipal } from '@/services/realtime'

/** Who belongs to a tenant. */
export interface People {
  /** The users of this list who are members of the tenant. */
  profiles(tenantId: string, userIds: readonly string[]): Promise<readonly { userId: string }[]>
}

export interface ConversationOpening {
  /** The conversation with a colleague, made when there is none. @throws `USER_NOT_FOUND` */
  openDirect(caller: UserPrincipal, userId: string): Promise<Conversation>
  /** A new group of the caller and these colleagues. @throws `USER_NOT_FOUND` */
  openGroup(caller: UserPrincipal, userIds: readonly string[], name: string): Promise<Conversation>
  /** Only groups can be left. The caller hears nothing more of it, in any tab. */
  leave(caller: UserPrincipal, conversationId: string): Promise<void>
}

interface Needs {
  conversations: ConversationsService
  people: People
  broadcaster: Broadcaster
  log: Logger
}

const MAX_PEOPLE = 50

/** Who may talk to whom: members of one tenant, and nobody to himself. */
export function conversationOpening(needs: Needs): ConversationOpening {
  const { conversations, people } = needs
  return {
    openDirect: async (caller, userId) => {
      if (userId === caller.userId) throw refusal('USER_NOT_FOUND')
      await requireMembers(people, caller.tenantId, [userId])
      const opened = await conversations.openDirect(caller.tenantId, [caller.userId, userId])
      return opened.created
        ? announce(needs, caller, opened.conversationId)
        : conversations.get(caller, opened.conversationId)
    },
    openGroup: async (caller, userIds, name) => {
      const others = othersOf(caller, userIds)
      await requireMembers(people, caller.tenantId, others)
      const everybody = [caller.userId, ...others]
      const opened = await conversations.openGroup({ creator: caller, name, userIds: everybody })
      return announce(needs, caller, opened.conversationId)
    },
    leave: (caller, conversationId) => leave(needs, caller, conversationId),
  }
}

function othersOf({ userId }: UserPrincipal, userIds: readonly string[]): string[] {
  const others = [...new Set(userIds)].filter((id) => id !== userId)
  const details = ['userIds']
  if (others.length === 0) {
    throw refusal('INVALID_REQUEST', { sentence: 'Choose at least one other person.', details })
  }
  if (others.length >= MAX_PEOPLE) {
    throw refusal('INVALID_REQUEST', { sentence: 'A group has at most 50 people.', details })
  }
  return others
}

async function requireMembers(
  people: People,
  tenantId: string,
  userIds: readonly string[],
): Promise<void> {
  const members = await people.profiles(tenantId, userIds)
  const found = new Set(members.map(({ userId }) => userId))
  if (!userIds.every((id) => found.has(id))) throw refusal('USER_NOT_FOUND')
}

/** Tells each participant in the words that are right for them; the caller's are the answer. */
async function announce(
  { conversations, broadcaster, log }: Needs,
  { tenantId, userId }: UserPrincipal,
  conversationId: string,
): Promise<Conversation> {
  const views = await conversations.views(tenantId, conversationId)
  for (const [participantId, conversation] of views) {
    broadcaster.toUser(tenantId, participantId, 'conversation_created', { conversation })
  }
  log.info({ tenantId, conversationId, people: views.size }, 'conversation opened')
  const own = views.get(userId)
  if (!own) throw refusal('CONVERSATION_NOT_FOUND')
  return own
}

/** The rooms first: the others' news is not the leaver's any more. */
async function leave(
  { conversations, broadcaster }: Needs,
  caller: UserPrincipal,
  conversationId: string,
): Promise<void> {
  const { tenantId, userId } = caller
  const { message, participantIds } = await conversations.leaveGroup(caller, conversationId)
  broadcaster.leaveConversation(tenantId, userId, conversationId)
  broadcaster.toUser(tenantId, userId, 'conversation_removed', { conversationId })
  const address = { tenantId, conversationId, participantIds }
  broadcaster.toConversation(address, 'private_message_created', { message })
  for (const [participantId, conversation] of await conversations.views(tenantId, conversationId)) {
    broadcaster.toUser(tenantId, participantId, 'conversation_updated', { conversation })
  }
}
