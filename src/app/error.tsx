'use client'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'

interface PageErrorProps {
  error: Error & { digest?: string }
  reset(): void
}

export default function PageError({ error, reset }: PageErrorProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        as="h1"
        title="This page stopped working"
        action={
          <Button variant="primary" size="md" onClick={reset}>
            Reload it
          </Button>
        }
      >
        <p>Nothing you wrote is lost: drafts stay on this device.</p>
        {error.digest && (
          <p className="mt-2 text-fg-subtle text-sm">
            For the operator: <code className="font-mono">{error.digest}</code>
          </p>
        )}
      </EmptyState>
    </main>
  )
}
