'use client'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { AdminPlace } from '../state/useAdminAddress'

/**
 * Letters stand at once; the table, which may be long, follows when the browser has time. What the
 * address says otherwise, by Back or by Clear filters, replaces what stands.
 */
export function SearchField({ place }: { place: AdminPlace }) {
  const [text, search] = useSearchText(place)
  const isNarrow = place.userId !== undefined
  return (
    <search className={cn(frameLook, isNarrow ? 'w-38' : 'w-38 md:w-60')}>
      <Search aria-hidden className="size-4 shrink-0 text-fg-subtle" />
      <input
        type="search"
        aria-label="Search online users"
        placeholder={isNarrow ? 'Search…' : 'Search name, page, country…'}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => search(event.target.value)}
        className="h-full w-full min-w-0 text-ellipsis bg-transparent text-sm outline-none placeholder:text-fg-subtle focus-visible:outline-none"
      />
    </search>
  )
}

function useSearchText({ filter, filterBy }: AdminPlace): [string, (text: string) => void] {
  const { query } = filter
  const [typed, setTyped] = useState({ text: query, at: query })
  // Somebody may have typed on since the address was written.
  useEffect(() => {
    setTyped((last) => (last.at === query ? last : { text: query, at: query }))
  }, [query])
  const search = (text: string) => {
    setTyped({ text, at: text })
    filterBy({ query: text })
  }
  return [typed.text, search]
}

const frameLook =
  'flex h-8 items-center gap-2 max-md:grow rounded-md border border-control bg-surface px-2.5 focus-within:outline-2 focus-within:outline-ring focus-within:outline-offset-2 pointer-coarse:h-11'
