'use client'
import { WifiOff } from 'lucide-react'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { RestartBanner } from '@/components/ui/RestartBanner'
import { useAdmin, useVisitorsState } from './state/AdminProvider'

/** Over the top of the page, so that nothing moves. The chip says the rest. */
export function ConnectionNotice() {
  const { actions } = useAdmin()
  const connection = useVisitorsState((state) => state.connection)
  if (connection === 'polling') {
    return (
      <Banner
        tone="away"
        icon={<WifiOff aria-hidden />}
        action={<Button onClick={actions.reconnect}>Reconnect</Button>}
      >
        Live updates are off. Checking who is online every 5 s.
      </Banner>
    )
  }
  if (connection === 'restarting') return <RestartBanner />
  if (connection !== 'offline') return null
  return (
    <Banner tone="neutral" icon={<WifiOff aria-hidden />}>
      You’re offline. The list is as it was.
    </Banner>
  )
}
