'use client'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Kbd } from '@/components/ui/Kbd'
import { Composer } from '../composer/Composer'
import { useChat, useChatState } from '../state/ChatProvider'
import type { Thread as LoadedThread } from '../state/chatStore'
import { conversationName } from '../state/people'
import { useHydrated } from '../state/useHydrated'
import { useLongEnough } from '../state/useLongEnough'
import { ConnectionBanner } from './ConnectionBanner'
import { MessageList } from './MessageList'
import { NotificationOffer } from './NotificationOffer'
import { PeopleButton, type PeopleDoor } from './PeopleButton'
import { PlainMessages } from './PlainMessages'
import { ThreadHeader } from './ThreadHeader'
import { ThreadSkeleton } from './ThreadSkeleton'
import { TypingRow } from './TypingRow'

interface ThreadProps {
  conversationId: string
  onBack(): void
  people: PeopleDoor
}

/** One conversation: header, messages, composer. */
export function Thread({ conversationId, onBack, people }: ThreadProps) {
  const me = useChat().me.id
  const conversation = useChatState(({ conversations }) => conversations[conversationId])
  const thread = useChatState(({ threads }) => threads[conversationId])
  if (thread?.phase === 'absent') return <NoSuchConversation onBack={onBack} people={people} />
  const name = conversation ? conversationName(conversation, me) : ''
  return (
    <section aria-label="Conversation" className="flex h-full min-h-0 flex-col bg-surface">
      <ThreadHeader conversation={conversation} name={name} onBack={onBack} people={people} />
      <NotificationOffer />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <ConnectionBanner />
        <Messages conversationId={conversationId} thread={thread} name={name} />
        <TypingRow conversationId={conversationId} />
        <Composer key={conversationId} conversationId={conversationId} name={name} />
      </div>
    </section>
  )
}

interface MessagesProps {
  conversationId: string
  thread: LoadedThread | undefined
  name: string
}

function Messages({ conversationId, thread, name }: MessagesProps) {
  const alive = useHydrated()
  const loading = useLongEnough(thread === undefined || thread.phase === 'loading')
  if (thread?.phase === 'failed') return <ThreadFailed conversationId={conversationId} />
  if (loading || !thread) return <ThreadSkeleton />
  const List = alive ? MessageList : PlainMessages
  return <List key={conversationId} conversationId={conversationId} thread={thread} name={name} />
}

function ThreadFailed({ conversationId }: { conversationId: string }) {
  const { reload } = useChat().actions
  return (
    <EmptyState
      className="flex-1 justify-center"
      title="Couldn’t load this conversation."
      action={<Button onClick={() => reload(conversationId)}>Retry</Button>}
    />
  )
}

interface WithoutProps {
  people: PeopleDoor
}

function NoSuchConversation({ onBack, people }: WithoutProps & { onBack(): void }) {
  return (
    <WithoutThread
      people={people}
      title="This conversation doesn’t exist or you’re not part of it."
      action={<Button onClick={onBack}>Back to chats</Button>}
    />
  )
}

/** No conversation is chosen. */
export function NoThread({ people }: WithoutProps) {
  return (
    <WithoutThread people={people} title="Pick a conversation">
      Or press <Kbd keys={['mod', 'K']} /> to find someone.
    </WithoutThread>
  )
}

interface WithoutThreadProps extends WithoutProps {
  title: string
  action?: ReactNode
  children?: ReactNode
}

function WithoutThread({ people, title, action, children }: WithoutThreadProps) {
  return (
    <section aria-label="Conversation" className="relative flex h-full flex-col bg-surface">
      <div className="absolute end-4 top-3">
        <PeopleButton people={people} />
      </div>
      <EmptyState as="h2" className="flex-1 justify-center" title={title} action={action}>
        {children}
      </EmptyState>
    </section>
  )
}
