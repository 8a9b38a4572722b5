'use client'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import type { TabEntry } from './useTabEntry'

interface EnteredPageProps<Page> {
  entry: TabEntry<Page>
  /** Said when it cannot be opened: `The chat couldn’t be opened.` */
  failure: string
  children(page: Page): ReactNode
}

/** A page once it is known whose it is; until then nothing, and afterwards why not. */
export function EnteredPage<Page>({ entry, failure, children }: EnteredPageProps<Page>) {
  if (entry.phase === 'open') return children(entry.page)
  if (entry.phase === 'opening') return <main className="h-dvh bg-canvas" aria-busy="true" />
  return (
    <main className="flex h-dvh items-center justify-center">
      <EmptyState as="h1" title={failure} action={<Button onClick={entry.retry}>Retry</Button>}>
        {entry.reason}
      </EmptyState>
    </main>
  )
}
