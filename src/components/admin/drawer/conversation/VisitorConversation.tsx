'use client'
import { useEffect } from 'react'
import { useChat, useChatState } from '@/components/chat/state/ChatProvider'
import type { Thread } from '@/components/chat/state/chatStore'
import { useLongEnough } from '@/components/chat/state/useLongEnough'
import { MessageList } from '@/components/chat/thread/MessageList'
import { NotificationOffer } from '@/components/chat/thread/NotificationOffer'
import { ThreadSkeleton } from '@/components/chat/thread/ThreadSkeleton'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { notesOf, unopenedChat } from '@/lib/visitorChats'
import { useAdmin } from '../../state/AdminProvider'
import { NowOn } from '../NowOn'
import type { FollowedVisitor } from '../useFollowedVisitor'
import type { VisitorTalk } from '../useVisitorConversation'
import { ReplyArea } from './ReplyArea'
import { ReplyTyping } from './ReplyTyping'
import { Standing } from './Standing'

interface VisitorConversationProps {
  userId: string
  name: string
  visitor: FollowedVisitor
  talk: VisitorTalk
  /** It was asked for, so that something is to be written. */
  isStarting: boolean
  onLeave(): void
}

/** What a visitor and the team have written to each other, and the field to answer in. */
export function VisitorConversation(props: VisitorConversationProps) {
  const { name, visitor, talk, isStarting, onLeave } = props
  const { conversation } = talk
  const id = useOpenTalk(props)
  const { user, isHere } = visitor
  return (
    <>
      <NotificationOffer />
      <div className="flex shrink-0 flex-col gap-2 px-4 pt-3">
        {user && isHere && <NowOn user={user} />}
        {conversation && <Standing conversation={conversation} />}
      </div>
      <Messages id={id} name={name} talk={talk} />
      {conversation && <ReplyTyping conversation={conversation} />}
      {id !== undefined && (
        <ReplyArea
          {...{ id, name, conversation, isHere, onLeave }}
          takesFocus={isStarting && conversation === undefined}
        />
      )}
    </>
  )
}

/** The conversation is open for as long as it is shown; before there is one, the stay stands for it. */
function useOpenTalk({ visitor, talk }: VisitorConversationProps): string | undefined {
  const { actions } = useChat()
  const { desk, viewers } = useAdmin().visitors
  const stay = visitor.user?.sessionId
  const storedId = talk.conversation?.id
  const id = storedId ?? (talk.phase === 'absent' && stay ? unopenedChat(stay) : undefined)
  useEffect(() => {
    if (storedId === undefined) return
    actions.open(storedId)
    viewers.look(storedId)
    desk.readNotes(storedId).catch(() => undefined)
    return () => {
      actions.open(undefined)
      viewers.look(undefined)
    }
  }, [storedId, actions, viewers, desk])
  return id
}

interface MessagesProps {
  id: string | undefined
  name: string
  talk: VisitorTalk
}

function Messages({ id, name, talk }: MessagesProps) {
  const isStored = talk.conversation !== undefined
  const thread = useShownThread(id ?? '', isStored)
  const isLoading = talk.phase === 'looking' || thread?.phase === 'loading'
  const loading = useLongEnough(isLoading)
  const { reload } = useChat().actions
  if (talk.phase === 'failed') return <Failed onRetry={talk.again} />
  if (thread?.phase === 'failed') return <Failed onRetry={() => id && reload(id)} />
  if (loading) return <ThreadSkeleton />
  if (!thread || id === undefined) return <NothingYet />
  return <MessageList key={id} conversationId={id} thread={thread} name={name} />
}

const begun: Thread = {
  phase: 'ready',
  messages: [],
  hasOlder: false,
  hasNewer: false,
  older: 'idle',
  lastChangeSeq: undefined,
  pageStarts: new Set(),
}

/** Of a stay, what is on its way there; nothing where there is nothing to draw. */
function useShownThread(id: string, isStored: boolean): Thread | undefined {
  const thread = useChatState(({ threads }) => threads[id])
  const isSending = useChatState(({ outbox }) =>
    outbox.some(({ conversationId }) => conversationId === id),
  )
  const isEmpty = useChatState(
    ({ threads }) =>
      thread?.phase === 'ready' &&
      thread.messages.length === 0 &&
      !threads[notesOf(id)]?.messages.length,
  )
  if (!isStored) return isSending ? begun : undefined
  return isEmpty && !isSending ? undefined : (thread ?? { ...begun, phase: 'loading' })
}

function NothingYet() {
  return (
    <EmptyState className="flex-1 justify-center" title="No messages yet">
      Say hello first.
    </EmptyState>
  )
}

function Failed({ onRetry }: { onRetry(): void }) {
  return (
    <EmptyState
      className="flex-1 justify-center"
      title="Couldn’t load this conversation."
      action={<Button onClick={onRetry}>Retry</Button>}
    />
  )
}
