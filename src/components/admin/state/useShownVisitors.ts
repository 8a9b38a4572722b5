import { useEffect, useMemo, useRef, useState } from 'react'
import { useChat, useChatState } from '@/components/chat/state/ChatProvider'
import { usePreferences } from '@/components/ui/preferences'
import { useNow } from '@/components/ui/ticker'
import type { IdleClock } from '@/lib/idle'
import type { OnlineUser } from '@/lib/protocol'
import { createKeptOrder } from '../rows/keptOrder'
import { countBeyond } from '../rows/shortList'
import { absentVisitors, type VisitorChats, visitorChats } from '../rows/visitorChat'
import { segmentCounts } from '../rows/visitorCounts'
import { filtered, inView, isFiltered, type View, type VisitorFilter } from '../rows/visitorFilter'
import { arranged } from '../rows/visitorOrder'
import { type SegmentCounts, shownCounts, wholeCounts } from '../rows/wholeCounts'
import { withoutTeam } from '../rows/withoutTeam'
import { useAdmin, useListState, useVisitorsState } from './AdminProvider'
import type { AdminAddress } from './adminAddress'

/** Visitors, and the tenant's own people where they are asked for. */
export function useCountedUsers(): readonly OnlineUser[] {
  const users = useListState((state) => state.users)
  const withTeam = usePreferences((preferences) => preferences.includeTeam)
  return withTeam ? users : withoutTeam(users)
}

/** How many they are, those included whom a long list leaves out. */
export function useOnlineCount(): number {
  const beyond = useListState(countBeyond)
  return useCountedUsers().length + beyond
}

/** Whom the server found beside those in the list. */
function useFound(users: readonly OnlineUser[]): readonly OnlineUser[] {
  const found = useVisitorsState(({ search }) => search.users)
  const withTeam = usePreferences((preferences) => preferences.includeTeam)
  return useMemo(() => {
    const wanted = withTeam ? found : withoutTeam(found)
    if (wanted.length === 0) return wanted
    const here = new Set(users.map(({ userId }) => userId))
    return wanted.filter(({ userId }) => !here.has(userId))
  }, [users, found, withTeam])
}

/** The moment by which idleness is judged; it moves on every half minute. */
export function useIdleClock(): IdleClock {
  const idleAfterMs = useVisitorsState((state) => state.idleAfterMs)
  const now = useNow()
  const nowMs = useVisitorsState(({ asOfMs }) => now ?? asOfMs)
  return useMemo(() => ({ nowMs, idleAfterMs }), [nowMs, idleAfterMs])
}

export interface ShownVisitors {
  /** In the order of the table. */
  rows: readonly OnlineUser[]
  segments: SegmentCounts
  chats: VisitorChats
}

/** Conversations as they are, or as they were when the page was paused. */
function useShownConversations() {
  const paused = useVisitorsState((state) => state.paused)
  const now = useChatState((state) => state.conversations)
  const shown = useRef(now)
  if (!paused) shown.current = now
  return shown.current
}

/** Chats by visitor. */
export function useShownChats(): VisitorChats {
  const { id } = useChat().me
  return visitorChats(useShownConversations(), id)
}

export function useShownVisitors({ filter, sort }: AdminAddress): ShownVisitors {
  const { search } = useAdmin()
  useEffect(() => search.want(filter), [search, filter])
  const clock = useIdleClock()
  const [arrange] = useState(createKeptOrder)
  const chats = useShownChats()
  const wanted = useWanted(filter)
  const { view } = filter
  const counts = useMemo(() => segmentCounts(wanted, clock, chats), [wanted, clock, chats])
  const rows = useMemo(
    () => arranged(arrange(inView(wanted, view, clock, chats), sort), sort, chats),
    [wanted, view, clock, chats, sort, arrange],
  )
  return { rows, segments: useSegments(counts, isFiltered(filter)), chats }
}

/** Of everybody, also where the list holds the newest alone. */
function useSegments(counts: Record<View, number>, isFiltered: boolean): SegmentCounts {
  const online = useOnlineCount()
  const isShort = useListState((state) => countBeyond(state) > 0)
  const everybody = useVisitorsState((state) => state.everybody)
  const search = useVisitorsState((state) => state.search)
  return isShort
    ? wholeCounts(counts, { online, isFiltered, everybody, search })
    : shownCounts(counts)
}

/** Who passes the filter, whatever the view. */
function useWanted(filter: VisitorFilter): readonly OnlineUser[] {
  const users = useCountedUsers()
  const found = useFound(users)
  const others = useOthersInChat(users, found)
  // The address makes a new filter of the same words with each click on a head.
  const asked = JSON.stringify({ ...filter, view: 'all' })
  return useMemo(() => {
    const passing = filtered(users, JSON.parse(asked))
    return others.length + found.length === 0
      ? passing
      : [...passing, ...filtered(others, JSON.parse(asked)), ...found]
  }, [users, others, found, asked])
}

/** Visitors in open chats who are in no list: beyond the newest, or not on the site any more. */
function useOthersInChat(
  users: readonly OnlineUser[],
  found: readonly OnlineUser[],
): readonly OnlineUser[] {
  const chatting = useListState((state) => state.chatting)
  const conversations = useShownConversations()
  return useMemo(() => {
    const beyond = chatting.filter((row) => !found.some(({ userId }) => userId === row.userId))
    return [...beyond, ...absentVisitors(conversations, users, found, beyond)]
  }, [conversations, users, found, chatting])
}
