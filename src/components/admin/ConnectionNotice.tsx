'use client'
import { WifiOff } from 'lucide-react'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { RestartBanner } from '@/components/ui/RestartBanner'
import { useAdmin, useVisitorsState } from './state/AdminProvider'

/** Above the numbers, which stay to be read. The chip says the rest. */
export function ConnectionNotice() {
  const { actions } = useAdmin()
  const connection = useVisitorsState((state) => state.connection)
  const known = useVisitorsState((state) => state.known)
  if (connection === 'polling') {
    return (
      <Banner
        inFlow
        tone="away"
        icon={<WifiOff aria-hidden />}
        action={<Button onClick={actions.reconnect}>Reconnect</Button>}
      >
        Live updates are off. Checking who is online every 5 s.
      </Banner>
    )
  }
  if (connection === 'restarting') return <RestartBanner inFlow />
  if (connection !== 'offline') return null
  return (
    <Banner inFlow tone="neutral" icon={<WifiOff aria-hidden />}>
      You’re offline.{known && ' The list is as it was.'}
    </Banner>
  )
}
