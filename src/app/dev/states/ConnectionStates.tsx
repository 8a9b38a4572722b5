'use client'
import { CircleCheck, RefreshCw, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { StatusChip } from '@/components/ui/StatusChip'
import { Shown } from './Shown'

const states = ['connecting', 'real-time', 'reconnecting', 'polling', 'paused', 'offline'] as const

export function ConnectionStates() {
  return (
    <>
      <Shown id="status-chip" title="Status chip">
        {states.map((state) => (
          <StatusChip key={state} state={state} />
        ))}
      </Shown>
      <Shown id="banner" title="Banner">
        <Over>
          <Banner tone="away" icon={<WifiOff aria-hidden />} action={<Button>Reconnect</Button>}>
            Live updates are off. Checking for new messages every 5 s.
          </Banner>
        </Over>
        <Over>
          <Banner tone="neutral" icon={<WifiOff aria-hidden />}>
            You’re offline. Your draft is saved on this device.
          </Banner>
        </Over>
        <Over>
          <Banner tone="online" icon={<CircleCheck aria-hidden />}>
            Back online
          </Banner>
        </Over>
        <Over>
          <Banner tone="danger">Your session has ended</Banner>
        </Over>
        <Over>
          <Banner tone="neutral" icon={<RefreshCw aria-hidden />}>
            Updating the server. Back in a moment.
          </Banner>
        </Over>
      </Shown>
    </>
  )
}

function Over({ children }: { children: ReactNode }) {
  return <div className="relative h-16 w-full overflow-hidden rounded-md bg-canvas">{children}</div>
}
