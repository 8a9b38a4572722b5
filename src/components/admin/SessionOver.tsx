'use client'
import { toLogin } from '@/components/account/useTabEntry'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { useVisitorsState } from './state/AdminProvider'

/** The sign-in is over: nothing but logging in again helps. */
export function SessionOver() {
  const isOver = useVisitorsState(({ connection }) => connection === 'ended')
  return (
    <Dialog
      open={isOver}
      onOpenChange={() => {}}
      dismissable={false}
      title="Your session has ended"
      description="Log in again to see who is online."
      footer={
        <Button variant="primary" onClick={toLogin}>
          Log in
        </Button>
      }
    />
  )
}
