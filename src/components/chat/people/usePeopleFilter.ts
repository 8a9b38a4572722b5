import { useEffect, useMemo, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { fold } from '@/lib/fold'
import type { Person } from '../state/people'

const ANNOUNCE_AFTER_MS = 500

/** Those whose name contains what is typed; their number is announced when the typing rests. */
export function usePeopleFilter(people: Person[]) {
  const [query, search] = useState('')
  const asked = fold(query)
  const found = useMemo(
    () => (asked === '' ? people : people.filter(({ name }) => fold(name).includes(asked))),
    [people, asked],
  )
  const words = asked === '' ? '' : `${found.length} of ${people.length} users`
  useEffect(() => {
    if (words === '') return
    const timer = setTimeout(() => announce(words), ANNOUNCE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [words])
  return { query, search, found }
}
