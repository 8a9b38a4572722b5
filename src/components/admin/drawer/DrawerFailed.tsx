import { Button } from '@/components/ui/Button'

export function DrawerFailed({ failure, onRetry }: { failure: string; onRetry(): void }) {
  return (
    <div role="alert" className="rounded-xl bg-danger-tint p-3 text-danger-fg text-sm">
      <p>{failure}</p>
      <Button className="mt-2" onClick={onRetry}>
        Retry
      </Button>
    </div>
  )
}
