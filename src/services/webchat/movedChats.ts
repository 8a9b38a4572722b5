import { type ErrorCode, errorCodeOf } from '@/lib/errors'
import type { ChatAddress, ChatName, ConversationsService } from '@/services/conversations'
import type { AdminChatsService } from './adminChatsService'

type Webchats = Pick<ConversationsService['webchats'], 'findMoved'>

/** For those who speak for the tenant: a chat by what it is called, or was called before. */
export async function findByAnyName(
  webchats: Pick<ConversationsService['webchats'], 'find' | 'findMoved'>,
  name: ChatName,
): Promise<ChatAddress | undefined> {
  return (await webchats.find(name)) ?? (await webchats.findMoved(name))
}

/**
 * The same by the ids that links and programs of the tenant still have: of a visitor who is known by
 * name now, of a conversation that stands behind another. Looked for only where nothing else is found.
 */
export function alsoByOldIds(chats: AdminChatsService, webchats: Webchats): AdminChatsService {
  const inChat = orMoved(webchats, 'CONVERSATION_NOT_FOUND')
  const ofVisitor = orMoved(webchats, 'USER_NOT_FOUND')
  const chat = <T>(tenantId: string, conversationId: string, act: (id: string) => Promise<T>) =>
    inChat(
      { tenantId, conversationId },
      () => act(conversationId),
      (now) => act(now.conversationId),
    )
  const visitor = <T>(tenantId: string, visitorId: string, act: (id: string) => Promise<T>) =>
    ofVisitor(
      { tenantId, visitorId },
      () => act(visitorId),
      (now) => act(now.visitorId),
    )
  return {
    ...chats,
    get: (tenantId, id) => chat(tenantId, id, (now) => chats.get(tenantId, now)),
    assign: (tenantId, id, to) => chat(tenantId, id, (now) => chats.assign(tenantId, now, to)),
    setStatus: (tenantId, id, status) =>
      chat(tenantId, id, (now) => chats.setStatus(tenantId, now, status)),
    note: (staff, id, note) => chat(staff.tenantId, id, (now) => chats.note(staff, now, note)),
    notes: (tenantId, id, position) =>
      chat(tenantId, id, (now) => chats.notes(tenantId, now, position)),
    block: (tenantId, id) => visitor(tenantId, id, (now) => chats.block(tenantId, now)),
    unblock: (tenantId, id) => visitor(tenantId, id, (now) => chats.unblock(tenantId, now)),
  }
}

function orMoved(webchats: Webchats, absent: ErrorCode) {
  return <T>(name: ChatName, act: () => Promise<T>, again: (now: ChatAddress) => Promise<T>) =>
    act().catch(async (error: unknown) => {
      const moved = errorCodeOf(error) === absent ? await webchats.findMoved(name) : undefined
      if (!moved) throw error
      return again(moved)
    })
}
