'use client'
import dynamic from 'next/dynamic'
import { useCallback, useEffect, useState } from 'react'
import { AppShell } from '@/components/shell/AppShell'
import { toast } from '@/components/ui/toast'
import { ChatColumns } from './ChatColumns'
import { SessionEnded } from './SessionEnded'
import { useChat, useChatState, useMyPresence, usePushState } from './state/ChatProvider'
import { conversationName } from './state/people'
import { unlockTone } from './state/tone'
import { chatTitle, unreadTotal } from './state/unread'
import { type ChatLocation, useChatLocation } from './state/useChatLocation'
import { usePeopleColumn } from './state/usePeopleColumn'
import { useChatKeys } from './useChatKeys'

const ChatDialogs = dynamic(
  () => import('./dialogs/ChatDialogs').then((module) => module.ChatDialogs),
  { ssr: false },
)

const AlertBanner = dynamic(
  () => import('./pushes/AlertBanner').then((module) => module.AlertBanner),
  { ssr: false },
)

const PeopleSheet = dynamic(
  () => import('./people/PeopleSheet').then((module) => module.PeopleSheet),
  { ssr: false },
)

const JumpMenu = dynamic(() => import('./jump/JumpMenu').then((module) => module.JumpMenu), {
  ssr: false,
})

/** The chat page: the shell around list, conversation and people. */
export function ChatScreen({ peopleCollapsed }: { peopleCollapsed: boolean }) {
  const { me, role, actions } = useChat()
  const place = useChatLocation()
  const [jumping, setJumping] = useState(false)
  const alerting = usePushState((state) => state.alerts.length > 0)
  const asking = useChatState((state) => state.asking !== undefined)
  const jump = useCallback(() => setJumping(true), [])
  const choose = useChoosePerson(place)
  const column = usePeopleColumn(peopleCollapsed)
  useOpenConversation(place)
  useChatKeys(place, jump)
  useEffect(unlockTone, [])
  return (
    <AppShell
      section={place.isPanelOpen ? 'online' : 'chat'}
      isAdmin={role !== 'member'}
      isManager={role === 'owner' || role === 'admin'}
      unread={useUnread()}
      user={me}
      presence={useMyPresence()}
      onStatusChange={actions.setStatus}
      hideTabBar={place.conversationId !== undefined && !place.isPanelOpen}
      title={useTitle(place.conversationId)}
    >
      <ChatColumns place={place} column={column} onJump={jump} onPerson={choose} />
      {alerting && <AlertBanner />}
      {place.isPanelOpen && <PeopleSheet place={place} onPerson={choose} />}
      {jumping && <JumpMenu onClose={() => setJumping(false)} onPerson={choose} place={place} />}
      {asking && <ChatDialogs place={place} />}
      <SessionEnded />
    </AppShell>
  )
}

/** Opens the conversation with a person, made when there is none. */
function useChoosePerson({ open }: ChatLocation): (userId: string) => void {
  const { actions, composer } = useChat()
  return useCallback(
    (userId) => {
      actions.openWith(userId).then(
        (conversationId) => {
          open(conversationId)
          composer.focusEnd()
        },
        (error: Error) =>
          toast.error('Couldn’t open the conversation', { description: error.message }),
      )
    },
    [actions, composer, open],
  )
}

/** The address decides which conversation is open. */
function useOpenConversation({ conversationId, open }: ChatLocation) {
  const { actions, notices } = useChat()
  useEffect(() => actions.open(conversationId), [actions, conversationId])
  useEffect(() => notices.onOpen(open), [notices, open])
}

function useUnread(): number {
  return useChatState(({ conversations, watchedId }) =>
    unreadTotal(Object.values(conversations), watchedId),
  )
}

function useTitle(conversationId: string | undefined): string {
  const me = useChat().me.id
  return useChatState(({ conversations }) => {
    const conversation = conversationId === undefined ? undefined : conversations[conversationId]
    return chatTitle(conversation && conversationName(conversation, me))
  })
}
