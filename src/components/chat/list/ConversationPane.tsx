'use client'
import { Plus, Search, Volume2, VolumeX } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import { OwnMenu } from '@/components/shell/OwnMenu'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { IconButton } from '@/components/ui/IconButton'
import { Kbd } from '@/components/ui/Kbd'
import { setPreference, usePreferences } from '@/components/ui/preferences'
import { Skeleton } from '@/components/ui/Skeleton'
import { useRowsInView } from '@/components/ui/useRowsInView'
import { PushMenu } from '../pushes/PushMenu'
import { useChat, useChatActions, useChatState, useMyPresence } from '../state/ChatProvider'
import { ConversationRow } from './ConversationRow'
import { useConversationOrder } from './useConversationOrder'

interface ConversationPaneProps {
  conversationId: string | undefined
  onOpen(conversationId: string): void
  onJump(): void
  className?: string
}

export function ConversationPane(props: ConversationPaneProps) {
  const { conversationId, onOpen, onJump, className } = props
  const list = useChatState((state) => state.list)
  const { me, actions } = useChat()
  const scroller = useRef<HTMLDivElement>(null)
  return (
    <nav aria-label="Chats" data-region="list" className={className}>
      <header className="flex h-14 shrink-0 items-center gap-1 border-border border-b ps-4 pe-3">
        <div className="-ms-2 me-1 md:hidden">
          <OwnMenu user={me} presence={useMyPresence()} onStatusChange={actions.setStatus} />
        </div>
        <h2 className="flex-1 font-semibold text-md">Chats</h2>
        <PushMenu />
        <SoundSwitch />
        <NewConversationButton />
      </header>
      <SearchButton onClick={onJump} />
      <div
        ref={scroller}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-3 [scroll-padding-block:0.5rem]"
      >
        {list === 'ready' && (
          <Conversations current={conversationId} onOpen={onOpen} scroller={scroller} />
        )}
        {list === 'loading' && <ListSkeleton />}
        {list === 'failed' && <ListFailed />}
      </div>
    </nav>
  )
}

const ROW_PX = 60
const ALL_UP_TO = 100

interface ConversationsProps {
  current: string | undefined
  onOpen(id: string): void
  scroller: RefObject<HTMLDivElement | null>
}

function Conversations({ current, onOpen, scroller }: ConversationsProps) {
  const { order, freeze } = useConversationOrder()
  const count = order.length
  const inView = useRowsInView({ count, rowPx: ROW_PX, allUpTo: ALL_UP_TO, scroller })
  if (order.length === 0) return <NoConversations />
  return (
    <ul onPointerEnter={freeze.begin} onPointerLeave={freeze.end} style={inView.style}>
      {order.slice(inView.from, inView.to).map((id) => (
        <ConversationRow key={id} conversationId={id} current={id === current} onOpen={onOpen} />
      ))}
    </ul>
  )
}

function NoConversations() {
  return (
    <EmptyState title="No conversations yet" className="pt-10">
      <span className="xl:hidden">Open Online Users and choose someone to say hello.</span>
      <span className="max-xl:hidden">
        People who are online appear on the right. Choose one to say hello.
      </span>
    </EmptyState>
  )
}

function ListFailed() {
  const { reloadList } = useChatActions()
  return (
    <EmptyState
      title="Couldn’t load your conversations."
      action={<Button onClick={() => void reloadList()}>Retry</Button>}
    />
  )
}

function SearchButton({ onClick }: { onClick(): void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="mx-3 my-3 flex h-9 shrink-0 items-center gap-2 rounded-md border border-border-strong bg-surface px-2.5 text-start text-fg-subtle text-sm transition-[border-color] duration-100 ease-out hover:border-control pointer-coarse:h-11"
    >
      <Search aria-hidden className="size-4" />
      <span className="flex-1">Search or jump to…</span>
      <Kbd keys={['mod', 'K']} className="pointer-coarse:hidden" />
    </button>
  )
}

function NewConversationButton() {
  const { ask } = useChatActions()
  return (
    <IconButton
      label="New conversation"
      icon={<Plus aria-hidden />}
      onClick={() => ask({ about: 'new-conversation' })}
    />
  )
}

function SoundSwitch() {
  const sounds = usePreferences((preferences) => preferences.sounds)
  return (
    <IconButton
      label={sounds ? 'Turn sound off' : 'Turn sound on'}
      icon={sounds ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
      onClick={() => setPreference('sounds', !sounds)}
    />
  )
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading conversations">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <div key={row} className="flex h-15 items-center gap-2.5 px-2">
          <Skeleton className="size-10 rounded-full" />
          <span className="flex flex-1 flex-col gap-2">
            <Skeleton className="w-[55%]" />
            <Skeleton className="w-[80%]" />
          </span>
        </div>
      ))}
    </div>
  )
}
