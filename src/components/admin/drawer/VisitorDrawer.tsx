'use client'
import dynamic from 'next/dynamic'
import { useEffect, useRef } from 'react'
import { ThreadSkeleton } from '@/components/chat/thread/ThreadSkeleton'
import { visitorName } from '@/components/ui/visitorName'
import type { AdminPlace } from '../state/useAdminAddress'
import { DrawerHeader } from './DrawerHeader'
import { DrawerTabs } from './DrawerTabs'
import { useFollowedVisitor } from './useFollowedVisitor'
import { useIdentified } from './useIdentified'
import { useVisitorConversation } from './useVisitorConversation'

const VisitorConversation = dynamic(
  () => import('./conversation/VisitorConversation').then((module) => module.VisitorConversation),
  { ssr: false, loading: () => <ThreadSkeleton /> },
)

const Details = dynamic(() => import('./Details').then((module) => module.Details), { ssr: false })

const Journey = dynamic(() => import('./Journey').then((module) => module.Journey), { ssr: false })

const NobodyKnown = dynamic(() => import('./NobodyKnown').then((module) => module.NobodyKnown), {
  ssr: false,
})

interface VisitorDrawerProps {
  userId: string
  place: AdminPlace
}

/** One person beside the table. It neither dims the page nor keeps the focus. */
export function VisitorDrawer({ userId, place }: VisitorDrawerProps) {
  const visitor = useFollowedVisitor(userId)
  const talk = useVisitorConversation(userId)
  const heading = useFocus(userId)
  useIdentified(userId, place)
  const close = place.closeUser
  useEscape(close)
  const name = visitorName({ userId, name: visitor.user?.name ?? talk.conversation?.name })
  const tab = place.tab ?? (talk.conversation ? 'conversation' : 'details')
  return (
    <aside
      aria-label={name}
      data-region="visitor"
      className="z-40 flex h-full w-100 shrink-0 flex-col border-border border-s bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:shadow-3 max-md:w-full"
    >
      <DrawerHeader {...{ userId, name, visitor, heading }} talk={talk} onClose={close} />
      {visitor.isUnknown && talk.phase === 'absent' ? (
        <NobodyKnown onLeave={close} />
      ) : (
        <DrawerTabs tab={tab} onTab={place.showTab}>
          {tab === 'conversation' && (
            <VisitorConversation
              key={userId}
              {...{ userId, name, visitor, talk }}
              isStarting={place.tab === 'conversation'}
              onLeave={close}
            />
          )}
          {tab === 'details' && <Details userId={userId} {...visitor} />}
          {tab === 'journey' && (
            <Journey
              pages={visitor.details?.pages}
              failure={visitor.failure}
              onRetry={visitor.retry}
            />
          )}
        </DrawerTabs>
      )}
    </aside>
  )
}

/** Esc closes too, unless something that lies over the page has used it. */
function useEscape(close: () => void): void {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/** However it was closed, focus that was in it goes back to the row, or to the search. */
function useFocus(userId: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    return () => {
      if (document.activeElement === document.body) focusRowOf(userId)
    }
  }, [userId])
  return heading
}

function focusRowOf(userId: string): void {
  const row = document.querySelector<HTMLElement>(
    `[data-row] a[href$="user=${CSS.escape(encodeURIComponent(userId))}"]`,
  )
  const target = row ?? document.querySelector<HTMLElement>('input[type="search"]')
  target?.focus({ preventScroll: true })
}
