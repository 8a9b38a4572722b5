'use client'
import { EmptyState } from '@/components/ui/EmptyState'
import { tabSession } from '@/lib/session'

export function NobodyHere() {
  return (
    <EmptyState title="You’re the only one here" className="px-3">
      {tabSession() !== null && 'Open this page in another tab as someone else to see it change.'}
    </EmptyState>
  )
}
