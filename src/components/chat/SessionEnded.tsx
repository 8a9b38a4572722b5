'use client'
import { toLogin } from '@/components/account/useTabEntry'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { usePresenceState } from './state/ChatProvider'

/** The sign-in is over: nothing but logging in again helps, and nothing typed is lost. */
export function SessionEnded() {
  const ended = usePresenceState(({ connection }) => connection === 'ended')
  return (
    <Dialog
      open={ended}
      onOpenChange={() => {}}
      dismissable={false}
      title="Your session has ended"
      description="Log in again to continue. Your draft is saved."
      footer={
        <Button variant="primary" onClick={toLogin}>
          Log in
        </Button>
      }
    />
  )
}
