'use client'
import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/IconButton'
import { onSite } from '@/components/ui/onSite'
import { Time } from '@/components/ui/Time'
import { useSecond } from '@/components/ui/ticker'
import { faceName, visitorName } from '@/components/ui/visitorName'
import type { OnlineUser } from '@/lib/protocol'
import { factsOf } from '../rows/visitorFacts'
import { presenceOf, statusWords } from '../rows/visitorStatus'
import { useVisitorsState } from '../state/AdminProvider'
import type { DrawerTab } from '../state/adminAddress'
import type { AdminPlace } from '../state/useAdminAddress'
import { useIdleClock } from '../state/useShownVisitors'
import { Details } from './Details'
import { Journey } from './Journey'
import { useFollowedVisitor } from './useFollowedVisitor'

interface VisitorDrawerProps {
  userId: string
  place: AdminPlace
}

/** One person beside the table. It neither dims the page nor keeps the focus. */
export function VisitorDrawer({ userId, place }: VisitorDrawerProps) {
  const visitor = useFollowedVisitor(userId)
  const heading = useFocus(userId)
  const close = place.closeUser
  useEscape(close)
  const name = visitor.user ? factsOf(visitor.user).name : visitorName({ userId })
  const presence = usePresence(visitor)
  return (
    <aside
      aria-label={name}
      data-region="visitor"
      className="z-40 flex h-full w-100 shrink-0 flex-col border-border border-s bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:shadow-3 max-md:w-full"
    >
      <header className="flex h-14 shrink-0 items-center gap-3 border-border border-b px-3 md:px-4">
        <IconButton
          label="Back to online users"
          icon={<ArrowLeft aria-hidden className="rtl:-scale-x-100" />}
          className="md:hidden"
          onClick={close}
        />
        <Avatar
          userId={userId}
          name={faceName(name)}
          src={visitor.user?.avatar}
          size={32}
          presence={presence}
        />
        <div className="min-w-0 flex-1">
          <h2 ref={heading} tabIndex={-1} className="truncate rounded-xs font-semibold text-base">
            <bdi>{name}</bdi>
          </h2>
          <p className="nums truncate text-fg-muted text-xs">
            <Whereabouts {...visitor} />
          </p>
        </div>
        <IconButton
          label="Close"
          icon={<X aria-hidden />}
          className="max-md:hidden"
          onClick={close}
        />
      </header>
      <Tabs tab={place.tab} onTab={place.showTab}>
        {place.tab === 'journey' ? (
          <Journey
            pages={visitor.details?.pages}
            failure={visitor.failure}
            onRetry={visitor.retry}
          />
        ) : (
          <Details userId={userId} {...visitor} />
        )}
      </Tabs>
    </aside>
  )
}

/** Unknown while the connection is away for long. */
function usePresence({ user, isHere }: { user: OnlineUser | undefined; isHere: boolean }) {
  const stale = useVisitorsState((state) => state.stale)
  const clock = useIdleClock()
  if (stale || !user) return undefined
  return isHere ? presenceOf(user, clock) : 'offline'
}

function Whereabouts(props: { user: OnlineUser | undefined; isHere: boolean; leftAt?: string }) {
  const { user, isHere, leftAt } = props
  const now = useSecond()
  if (!user || now === undefined) return '\u00a0'
  if (!isHere) return leftAt ? <>Left {leftWords(now - Date.parse(leftAt), leftAt)}</> : 'Left'
  const visits = user.visits ?? 1
  return [
    `On ${user.domain || 'the site'} for ${onSite(now - factsOf(user).sinceMs)}`,
    visits > 1 && `${ordinal(visits)} visit`,
    statusWords(user),
  ]
    .filter(Boolean)
    .join(' · ')
}

function leftWords(ms: number, at: string) {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return seconds < 60 ? `${seconds} s ago` : <Time at={at} format="ago" />
}

const plural = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }

function ordinal(number: number): string {
  return `${number}${endings[plural.select(number)] ?? 'th'}`
}

/** A scroller is reached by the keyboard. */
const tabStop = { tabIndex: 0 }

const tabs: { tab: DrawerTab; name: string }[] = [
  { tab: 'details', name: 'Details' },
  { tab: 'journey', name: 'Journey' },
]

interface TabsProps {
  tab: DrawerTab
  onTab(tab: DrawerTab): void
  children: React.ReactNode
}

/** Arrows change the tab at once, as the pattern has it. */
function Tabs({ tab, onTab, children }: TabsProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const step = (by: number) => {
    const index = tabs.findIndex((one) => one.tab === tab)
    const next = tabs[(index + by + tabs.length) % tabs.length]
    if (!next) return
    onTab(next.tab)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.tab}"]`)?.focus()
  }
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label="About this person"
        className="flex h-10 shrink-0 gap-5 border-border border-b px-5"
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') step(1)
          if (event.key === 'ArrowLeft') step(-1)
        }}
      >
        {tabs.map(({ tab: value, name }) => (
          <button
            key={value}
            type="button"
            role="tab"
            id={`${id}-${value}`}
            data-tab={value}
            aria-selected={value === tab}
            aria-controls={`${id}-panel`}
            tabIndex={value === tab ? 0 : -1}
            onClick={() => onTab(value)}
            className={cn(
              'border-b-2 font-medium text-sm',
              value === tab ? 'border-accent text-accent-fg' : 'border-transparent text-fg-muted',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
        {...tabStop}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pt-3 pb-5"
      >
        {children}
      </div>
    </>
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
