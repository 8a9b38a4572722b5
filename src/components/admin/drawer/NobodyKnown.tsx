import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'

/** An address outlives whom it named: a visitor who is known by name has another one. */
export function NobodyKnown({ onLeave }: { onLeave(): void }) {
  return (
    <EmptyState
      className="flex-1 justify-center"
      title="Nobody is known by this address"
      action={<Button onClick={onLeave}>Show all online users</Button>}
    >
      A visitor who has logged in since is found under their name, with everything they wrote
      before.
    </EmptyState>
  )
}
