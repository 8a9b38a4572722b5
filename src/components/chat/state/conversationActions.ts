import { withConversation, withoutConversation } from './chatChanges'
import type { ChatStore } from './chatStore'
import type { LazyClient } from './lazyClient'

/** What can be done with whole conversations. All reject with a `ParleyApiError`. */
export interface ConversationActions {
  /** The conversation with a person, made when there is none. */
  openWith(userId: string): Promise<string>
  /** A new group with me in it. */
  openGroup(userIds: string[], name: string): Promise<string>
  mute(conversationId: string, muted: boolean): Promise<void>
  leaveGroup(conversationId: string): Promise<void>
}

export function createConversationActions(
  client: LazyClient,
  store: ChatStore,
): ConversationActions {
  return {
    async openWith(userId) {
      const known = Object.values(store.getState().conversations).find(
        ({ kind, participants }) =>
          kind === 'direct' && participants.some((person) => person.userId === userId),
      )
      const conversation = known ?? (await client().api.openDirect(userId))
      store.setState((state) => withConversation(state, conversation))
      return conversation.id
    },
    async openGroup(userIds, name) {
      const conversation = await client().api.openGroup(userIds, name)
      store.setState((state) => withConversation(state, conversation))
      return conversation.id
    },
    async mute(id, muted) {
      const conversation = await client().api.mute(id, muted)
      store.setState((state) => withConversation(state, conversation))
    },
    async leaveGroup(id) {
      await client().api.leaveGroup(id)
      store.setState((state) => withoutConversation(state, id))
    },
  }
}
