import { useCallback, useEffect, useRef, useState } from 'react'
import type { AccessGrant } from '@/lib/accountProtocol'
import {
  closeTabSession,
  createTokenSource,
  type DemoPerson,
  openTabSession,
  tabSession,
} from '@/lib/session'

export type TabEntry<Page> =
  | { phase: 'opening' }
  | { phase: 'open'; page: Page }
  | { phase: 'failed'; reason: string; retry(): void }

/**
 * Finds out whose tab this is: a demo person's, the cookie's account, or nobody's yet.
 * @param first what the server has prepared for the cookie's account.
 * @param open makes the page for whoever it is instead.
 */
export function useTabEntry<Page>(
  first: Page | undefined,
  open: (grant: AccessGrant) => Page,
): TabEntry<Page> {
  // Later pages of the server bring newer data; the page that is open knows more than they do.
  const [prepared] = useState(first)
  const [entry, setEntry] = useState<TabEntry<Page>>(() =>
    prepared ? { phase: 'open', page: prepared } : { phase: 'opening' },
  )
  const [attempt, setAttempt] = useState(0)
  // React's strict mode runs effects twice; asking twice would make two demo people.
  const asked = useRef<{ attempt: number; owner: Promise<AccessGrant | undefined> }>(undefined)
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  useEffect(() => {
    let current = true
    if (attempt > 0) setEntry({ phase: 'opening' })
    if (asked.current?.attempt !== attempt) {
      asked.current = { attempt, owner: tabOwner(prepared !== undefined) }
    }
    asked.current.owner.then(
      (grant) => {
        if (current && grant) setEntry({ phase: 'open', page: open(grant) })
      },
      (error) => {
        if (current) setEntry(failed(error, retry))
      },
    )
    return () => {
      current = false
    }
  }, [prepared, open, attempt, retry])
  return entry
}

/** Whom to open the page for; undefined: what the server has put into the page is right. */
async function tabOwner(isPrepared: boolean): Promise<AccessGrant | undefined> {
  const person = askedPerson()
  if (person) {
    const grant = await openTabSession(person)
    window.history.replaceState(null, '', addressWithoutPerson())
    return grant
  }
  if (isPrepared && tabSession() === null) return undefined
  return createTokenSource().get()
}

const people: readonly string[] = ['ada', 'ben', 'chloe', 'new'] satisfies DemoPerson[]

function askedPerson(): DemoPerson | undefined {
  const asked = new URLSearchParams(location.search).get('as') ?? ''
  return people.includes(asked) ? (asked as DemoPerson) : undefined
}

function addressWithoutPerson(): string {
  const search = new URLSearchParams(location.search)
  search.delete('as')
  const query = search.toString()
  return query === '' ? location.pathname : `${location.pathname}?${query}`
}

function failed<Page>(error: unknown, retry: () => void): TabEntry<Page> {
  const { code, message } = error as { code?: string; message?: string }
  if (code !== 'UNAUTHENTICATED') {
    return { phase: 'failed', reason: message ?? 'The server cannot be reached', retry }
  }
  toLogin()
  return { phase: 'opening' }
}

/** Logs in and comes back here, as whoever logs in. */
export function toLogin(): void {
  closeTabSession()
  location.assign(`/login?next=${encodeURIComponent(addressWithoutPerson())}`)
}
