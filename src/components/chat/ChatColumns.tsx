'use client'
import { PanelRightClose } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/IconButton'
import { useLayout } from '@/components/ui/useLayout'
import { ConversationPane } from './list/ConversationPane'
import { OnlineUsers } from './people/OnlineUsers'
import type { ChatLocation } from './state/useChatLocation'
import type { PeopleColumn } from './state/usePeopleColumn'
import { NoThread, Thread } from './thread/Thread'

interface ChatColumnsProps {
  place: ChatLocation
  column: PeopleColumn
  onJump(): void
  onPerson(userId: string): void
}

/** List, conversation and people side by side; one at a time where it is narrow. */
export function ChatColumns({ place, column, onJump, onPerson }: ChatColumnsProps) {
  const { conversationId, open, toList, openPanel } = place
  const { isCollapsed } = column
  const layout = useLayout()
  const shown = narrowPane(place)
  const showPeople = layout === 'wide' ? column.show : openPanel
  return (
    <div className={cn(columns, !isCollapsed && 'xl:grid-cols-[19rem_minmax(0,1fr)_16.5rem]')}>
      <main id="main" tabIndex={-1} className="contents">
        <h1 className="sr-only">Chat</h1>
        <ConversationPane
          conversationId={conversationId}
          onOpen={open}
          onJump={onJump}
          className={cn(listLook, shown !== 'list' && 'max-md:hidden')}
        />
        <div className={cn(threadLook, shown !== 'thread' && 'max-md:hidden')}>
          {conversationId ? (
            <Thread
              conversationId={conversationId}
              onBack={toList}
              people={{ isCollapsed, show: showPeople }}
            />
          ) : (
            <NoThread people={{ isCollapsed, show: showPeople }} />
          )}
        </div>
      </main>
      <aside
        aria-label="Online Users"
        data-region="people"
        className={cn(peopleLook, shown === 'people' && 'max-md:block', isCollapsed && 'xl:hidden')}
      >
        <OnlineUsers onChoose={onPerson} close={<Collapse onClick={column.collapse} />} />
      </aside>
    </div>
  )
}

function Collapse({ onClick }: { onClick(): void }) {
  return (
    <IconButton
      label="Collapse Online Users"
      icon={<PanelRightClose aria-hidden className="rtl:-scale-x-100" />}
      className="max-xl:hidden"
      onClick={onClick}
    />
  )
}

const columns =
  'grid h-full grid-cols-1 grid-rows-[minmax(0,1fr)] md:grid-cols-[19rem_minmax(0,1fr)]'
const listLook = 'flex h-full min-h-0 min-w-0 flex-col border-border bg-panel md:border-e'
const threadLook = 'h-full min-h-0 min-w-0'
const peopleLook = 'h-full min-h-0 min-w-0 border-border md:border-s max-xl:hidden'

function narrowPane(place: ChatLocation): 'list' | 'thread' | 'people' {
  if (place.isPanelOpen) return 'people'
  return place.conversationId ? 'thread' : 'list'
}
