import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import type { Message } from '@/lib/protocol'
import { withMessage } from './chatChanges'
import type { Asking, ChatStore } from './chatStore'
import type { ComposerHandle } from './composerHandle'
import type { LazyClient } from './lazyClient'

/** Changing what was sent, and asking before. */
export interface ChangeActions {
  /** Opens or, with nothing, closes the dialog that asks. */
  ask(asking: Asking | undefined): void
  /** Takes an own message into the composer; the draft there waits. */
  startEditing(messageId: string): void
  /** The last own message of a conversation. @returns whether there is one. */
  editLast(conversationId: string): boolean
  typeEdit(text: string): void
  cancelEditing(): void
  /** Stays in the composer until the server has it. */
  saveEdit(): Promise<void>
  /** @throws ParleyApiError */
  deleteMessage(messageId: string): Promise<void>
}

interface Deps {
  client: LazyClient
  store: ChatStore
  composer: ComposerHandle
}

export function createChangeActions({ client, store, composer }: Deps): ChangeActions {
  function startEditing(messageId: string): void {
    const message = messageOf(store, messageId)
    if (!message || message.deletedAt) return
    const { conversationId, text } = message
    store.setState({ editing: { conversationId, messageId, text, saving: false } })
    composer.focusEnd()
  }

  function cancelEditing(): void {
    store.setState({ editing: undefined })
    composer.focusEnd()
  }

  async function saveEdit(): Promise<void> {
    const { editing } = store.getState()
    if (!editing || editing.saving) return
    const { messageId, text } = editing
    if (messageOf(store, messageId)?.text === text.trim()) return cancelEditing()
    store.setState({ editing: { ...editing, saving: true } })
    try {
      const message = await client().api.editMessage(messageId, text.trim())
      store.setState((state) => withMessage(state, message))
      announce('Message edited')
      if (store.getState().editing?.text === text) cancelEditing()
    } catch (error) {
      toast.error('Failed to edit message', { id: 'edit', description: (error as Error).message })
    } finally {
      // Whatever was typed meanwhile stays.
      store.setState(({ editing }) => ({ editing: editing && { ...editing, saving: false } }))
    }
  }

  return {
    ask: (asking) => store.setState({ asking }),
    startEditing,
    editLast(conversationId) {
      const { threads, me } = store.getState()
      const last = threads[conversationId]?.messages.findLast(
        ({ senderId, sender, deletedAt }) => senderId === me.id && sender === 'user' && !deletedAt,
      )
      if (last) startEditing(last.id)
      return last !== undefined
    },
    typeEdit: (text) =>
      store.setState(({ editing }) => ({ editing: editing && { ...editing, text } })),
    cancelEditing,
    saveEdit,
    async deleteMessage(messageId) {
      const message = await client().api.deleteMessage(messageId)
      store.setState((state) => ({
        ...withMessage(state, message),
        ...(state.editing?.messageId === messageId && { editing: undefined }),
      }))
    },
  }
}

function messageOf(store: ChatStore, messageId: string): Message | undefined {
  for (const { messages } of Object.values(store.getState().threads)) {
    const found = messages.find(({ id }) => id === messageId)
    if (found) return found
  }
  return undefined
}
