'use client'
import { Button } from '@/components/ui/Button'
import { useAdmin, useVisitorsState } from './state/AdminProvider'

/** The list could not be read. What was known before stays below. */
export function ListFailed() {
  const { actions } = useAdmin()
  const failure = useVisitorsState((state) => state.failure)
  if (!failure) return null
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center justify-between gap-3 rounded-xl bg-danger-tint px-4 py-3 text-danger-fg text-sm"
    >
      <p className="min-w-0 [overflow-wrap:anywhere]">Error loading online users: {failure}</p>
      <Button onClick={() => void actions.refresh()}>Retry</Button>
    </div>
  )
}
