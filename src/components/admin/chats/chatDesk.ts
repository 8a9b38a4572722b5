import { withConversation, withMessage, withThread } from '@/components/chat/state/chatChanges'
import type { Chat } from '@/components/chat/state/createChat'
import type { Conversation } from '@/lib/protocol'
import type { VisitorChatApi } from '@/lib/visitorChatApi'
import { notesOf, type VisitorSight } from '@/lib/visitorChats'
import type { Identified } from './identified'

/** What admins do with a visitor's conversation, beside writing. All reject with a `ParleyApiError`. */
export interface ChatDesk {
  /**
   * Looks whether a visitor has a conversation that the page does not know, a closed one; whose it is
   * by now is noted.
   */
  find(visitorId: string): Promise<void>
  /** Reads what admins have said among themselves. */
  readNotes(conversationId: string): Promise<void>
  /** To an admin, or to nobody; refused where somebody else has taken it meanwhile. */
  assign(conversation: Conversation, assigneeId: string | undefined): Promise<void>
  close(conversationId: string): Promise<void>
  reopen(conversationId: string): Promise<void>
  block(visitorId: string, blocked: boolean): Promise<void>
}

export function createChatDesk(
  { store }: Chat,
  sight: VisitorSight,
  api: () => VisitorChatApi,
  identified: Identified,
): ChatDesk {
  /** The answer is what all admins are told too; whichever comes first. */
  const show = (conversation: Conversation) =>
    store.setState((state) => withConversation(state, sight.conversation(conversation)))
  const readNotes = async (id: string) => {
    let after = 0
    store.setState((state) => withThread(state, notesOf(id), { phase: 'ready' }))
    for (;;) {
      const { notes, hasMore, lastSeq } = await api().notes(id, { after, limit: 100 })
      for (const note of notes) {
        const message = { ...note, conversationId: notesOf(id) }
        store.setState((state) => withMessage(state, message))
      }
      after = notes.at(-1)?.seq ?? lastSeq
      if (!hasMore || notes.length === 0) return
    }
  }
  return {
    async find(visitorId) {
      const found = await api().conversationOf(visitorId)
      if (!found) return
      show(found)
      const now = found.webchat?.visitorId
      if (now && now !== visitorId) identified.setState({ [visitorId]: now })
    },
    readNotes,
    async assign({ id, webchat }, assigneeId) {
      const ifAssigneeId = webchat?.assigneeId ?? null
      show(await api().assign(id, { assigneeId: assigneeId ?? null, ifAssigneeId }))
    },
    close: async (id) => show(await api().close(id)),
    reopen: async (id) => show(await api().reopen(id)),
    block: async (visitorId, blocked) => show(await api().block(visitorId, blocked)),
  }
}
