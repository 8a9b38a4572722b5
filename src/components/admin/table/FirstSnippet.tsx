'use client'
import { useCallback } from 'react'
import { CodeBlock } from '@/components/developers/parts/CodeBlock'
import { useLoaded } from '@/components/developers/state/useLoaded'
import { Button } from '@/components/ui/Button'
import { Skeleton } from '@/components/ui/Skeleton'
import { createDevelopersApi } from '@/lib/developersApi'
import { useAdmin } from '../state/AdminProvider'
import { firstSnippet } from './snippetChoice'

/** The line for the pages of the first site that has a key to show. */
export function FirstSnippet() {
  const { caller } = useAdmin()
  const read = useCallback(async () => {
    const api = createDevelopersApi(caller())
    const [{ sites }, keys] = await Promise.all([api.sites(), api.keys()])
    return { snippet: firstSnippet(caller().url || window.location.origin, sites, keys) }
  }, [caller])
  const { data, failure, reload } = useLoaded(read)
  if (failure !== undefined && !data) return <Failed why={failure} onRetry={reload} />
  if (!data) return <Skeleton className="h-23 w-full rounded-lg" />
  if (!data.snippet) {
    return (
      <p className="text-fg-muted text-sm">
        The line needs a site and a publishable key of it, which are made under Sites and snippets.
      </p>
    )
  }
  return <CodeBlock code={data.snippet.code} label={`Snippet for ${data.snippet.domain}`} />
}

function Failed({ why, onRetry }: { why: string; onRetry(): Promise<void> }) {
  return (
    <p role="alert" className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <span className="min-w-0 text-danger-fg [overflow-wrap:anywhere]">
        Couldn’t load the snippet: {why}
      </span>
      <Button onClick={() => void onRetry()}>Retry</Button>
    </p>
  )
}
