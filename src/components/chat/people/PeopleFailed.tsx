'use client'
import { Button } from '@/components/ui/Button'
import { useChatActions } from '../state/ChatProvider'

export function PeopleFailed({ reason }: { reason: string }) {
  const { refresh } = useChatActions()
  return (
    <div role="alert" className="m-2 rounded-xl bg-danger-tint p-3 text-danger-fg text-sm">
      <p className="[overflow-wrap:anywhere]">Error loading online users: {reason}</p>
      <Button className="mt-2" onClick={() => void refresh()}>
        Retry
      </Button>
    </div>
  )
}
