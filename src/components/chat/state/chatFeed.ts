import type { ParleyEvent } from '@/lib/parleyEvents'
import type { Message } from '@/lib/protocol'
import { messageWords } from '../messageWords'
import { isAttentive } from './attention'
import {
  isFromOther,
  withConversation,
  withConversations,
  withDelivered,
  withMessage,
  withoutConversation,
  withRead,
} from './chatChanges'
import type { ChatStore } from './chatStore'
import type { MessageAnnouncer } from './messageAnnouncer'
import type { PresenceStore } from './presenceStore'
import type { TypingStore } from './typingStore'
import { isQuiet } from './unread'

interface Deps {
  store: ChatStore
  presence: PresenceStore
  typing: TypingStore
  announcer: MessageAnnouncer
  /** A message of somebody else, of a conversation that is not being looked at. */
  onUnseen(message: Message): void
  /** A message of a conversation that is not in the list. */
  onStranger(): void
}

/** Brings what the client tells into the stores. */
export function createChatFeed(deps: Deps): (event: ParleyEvent) => void {
  const { store, presence, typing } = deps
  const handlers: Handlers = {
    state: ({ state }) => presence.showConnection(state),
    message: ({ message }) => receive(deps, message),
    delivered: (mark) => store.setState((state) => withDelivered(state, mark)),
    read: (read) => store.setState((state) => withRead(state, read)),
    typing: (signal) => signal.userId !== store.getState().me.id && typing.signal(signal),
    conversation: ({ conversation }) =>
      store.setState((state) => withConversation(state, conversation)),
    'conversation-removed': ({ conversationId }) =>
      store.setState((state) => withoutConversation(state, conversationId)),
    conversations: ({ conversations }) =>
      store.setState((state) => withConversations(state, conversations)),
    presence: ({ users, missing }) => missing === 0 && presence.showUsers(users),
    'caught-up': ignored,
    poll: ignored,
    'session-ended': () => presence.showConnection('ended'),
  }
  return (event) => (handlers[event.type] as (event: ParleyEvent) => void)(event)
}

type Handlers = {
  [Type in ParleyEvent['type']]: (event: Extract<ParleyEvent, { type: Type }>) => void
}

const ignored = () => {}

function receive({ store, typing, announcer, onUnseen, onStranger }: Deps, message: Message): void {
  const before = store.getState()
  const known = before.conversations[message.conversationId]
  store.setState((state) => withMessage(state, message))
  if (!known) {
    onStranger()
    return
  }
  const isNew = message.seq > known.lastSeq && isFromOther(message, before.me.id)
  if (!isNew || message.deletedAt) return
  typing.arrived(message.conversationId, message.senderId)
  const isOpen = before.openId === message.conversationId
  if (isOpen) announcer.here(message.senderName, messageWords(message))
  if (isQuiet(known, before.me.id)) return
  if (!isOpen) announcer.elsewhere(message.senderName)
  if (!isOpen || !isAttentive()) onUnseen(message)
}
