'use client'
import { CircleCheck, WifiOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { RestartBanner } from '@/components/ui/RestartBanner'
import type { ConnectionState } from '@/lib/connectionState'
import { useChat, usePresenceState } from '../state/ChatProvider'

const BACK_MS = 2000

/** Over the top of the messages, so that nothing moves. The chip says the rest. */
export function ConnectionBanner() {
  const { client } = useChat()
  const connection = usePresenceState((state) => state.connection)
  const back = useBackOnline(connection)
  if (connection === 'polling') {
    return (
      <Banner
        tone="away"
        icon={<WifiOff aria-hidden />}
        action={<Button onClick={() => client().reconnect()}>Reconnect</Button>}
      >
        Live updates are off. Checking for new messages every 5 s.
      </Banner>
    )
  }
  if (connection === 'offline') {
    return (
      <Banner tone="neutral" icon={<WifiOff aria-hidden />}>
        You’re offline. Your draft is saved on this device.
      </Banner>
    )
  }
  if (connection === 'restarting') return <RestartBanner />
  if (!back) return null
  return (
    <Banner tone="online" icon={<CircleCheck aria-hidden />}>
      Back online
    </Banner>
  )
}

/** For 2 s after a banner was necessary and is not any more. */
function useBackOnline(connection: ConnectionState): boolean {
  const [back, setBack] = useState(false)
  const wasAway = useRef(false)
  useEffect(() => {
    if (/^(polling|restarting|offline)$/.test(connection)) wasAway.current = true
    if (connection !== 'real-time' || !wasAway.current) return
    wasAway.current = false
    setBack(true)
    announce('Back online')
    const timer = setTimeout(() => setBack(false), BACK_MS)
    return () => {
      clearTimeout(timer)
      setBack(false)
    }
  }, [connection])
  return back
}
