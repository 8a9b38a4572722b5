'use client'
import dynamic from 'next/dynamic'
import { useEffect, useMemo } from 'react'
import { useChatState } from '@/components/chat/state/ChatProvider'
import { unlockTone } from '@/components/chat/state/tone'
import { AppShell } from '@/components/shell/AppShell'
import type { Presence } from '@/components/ui/PresenceDot'
import { ConnectionNotice } from './ConnectionNotice'
import { Cards } from './cards/Cards'
import { VisitorDrawer } from './drawer/VisitorDrawer'
import { ListFailed } from './ListFailed'
import { waitingTotal } from './rows/waitingTotal'
import { useAdmin, useListState, useVisitorsState } from './state/AdminProvider'
import { useAdminAddress } from './state/useAdminAddress'
import { useOnlineCount, useShownVisitors } from './state/useShownVisitors'
import { Nobody } from './table/Nobody'
import { VisitorTable } from './table/VisitorTable'
import { AdminHeader } from './toolbar/AdminHeader'
import { Toolbar } from './toolbar/Toolbar'
import { useAdminKeys } from './useAdminKeys'

/** Behind the page: it is there long before a session is over. */
const SessionOver = dynamic(() => import('./SessionOver').then((module) => module.SessionOver), {
  ssr: false,
})

/** Numbers, filters, the table, and the drawer of whoever is chosen. */
export function AdminScreen({ online }: { online: number | undefined }) {
  const { me, role, actions } = useAdmin()
  const place = useAdminAddress()
  useAdminKeys()
  useEffect(unlockTone, [])
  const shown = useShownVisitors(place)
  const count = useOnlineCount()
  const known = useListState((state) => state.known)
  return (
    <AppShell
      section="visitors"
      isAdmin
      isManager={role === 'owner' || role === 'admin'}
      user={me}
      presence={useMyPresence()}
      onStatusChange={actions.setStatus}
      title={titleOf(known ? count : online)}
      waiting={useWaiting()}
      hideTabBar={place.userId !== undefined}
    >
      <div className="flex h-full min-w-0">
        <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col">
          <AdminHeader place={place} />
          <ConnectionNotice />
          <div className="relative flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pt-3 pb-4 md:px-6 md:pt-5">
            <ListFailed />
            <Cards place={place} online={online} />
            {known &&
            count === 0 &&
            shown.segments.waiting.count + shown.segments.chat.count === 0 ? (
              <Nobody />
            ) : (
              <>
                <Toolbar place={place} segments={shown.segments} found={shown.rows.length} />
                <VisitorTable place={place} rows={shown.rows} chats={shown.chats} />
              </>
            )}
          </div>
        </main>
        {place.userId && <VisitorDrawer key={place.userId} userId={place.userId} place={place} />}
      </div>
      <SessionOver />
    </AppShell>
  )
}

/** Who waits, and what else nobody has read: once each. */
function useWaiting(): number {
  const me = useAdmin().me.id
  return useChatState(({ conversations, watchedId }) => waitingTotal(conversations, me, watchedId))
}

function titleOf(online: number | undefined): string {
  return online === undefined ? 'Online Users' : `Online Users – ${online} online`
}

function useMyPresence(): Presence | undefined {
  const { id } = useAdmin().me
  const users = useListState((state) => state.users)
  const me = useMemo(() => users.find(({ userId }) => userId === id), [users, id])
  const connection = useVisitorsState((state) => state.connection)
  if (connection === 'connecting') return undefined
  if (connection === 'offline' || connection === 'ended') return 'offline'
  const status = me?.status ?? 'online'
  return status === 'in-call' ? 'busy' : status
}
