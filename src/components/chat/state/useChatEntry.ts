import { useCallback, useEffect, useRef, useState } from 'react'
import { createParleyClient } from '@/lib/parleyClient'
import type { Account } from '@/lib/protocol'
import {
  closeTabSession,
  createTokenSource,
  type DemoPerson,
  openTabSession,
  tabSession,
} from '@/lib/session'
import type { InitialChat } from './chatStore'
import { type Chat, createChat } from './createChat'
import { lazyClient } from './lazyClient'

export type ChatEntry =
  | { phase: 'opening' }
  | { phase: 'open'; chat: Chat }
  | { phase: 'failed'; reason: string; retry(): void }

/** Finds out whose chat this tab is: a demo person's, the cookie's account, or nobody's yet. */
export function useChatEntry(initial: InitialChat | undefined): ChatEntry {
  // Later pages of the server bring newer data; the chat that is open knows more than they do.
  const [first] = useState(initial)
  const [entry, setEntry] = useState<ChatEntry>(() => firstEntry(first))
  const [attempt, setAttempt] = useState(0)
  // React's strict mode runs effects twice; asking twice would make two demo people.
  const asked = useRef<{ attempt: number; owner: Promise<Account | undefined> }>(undefined)
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  useEffect(() => {
    let current = true
    if (attempt > 0) setEntry({ phase: 'opening' })
    if (asked.current?.attempt !== attempt) asked.current = { attempt, owner: tabOwner(first) }
    asked.current.owner.then(
      (owner) => {
        if (current && owner) setEntry({ phase: 'open', chat: chatOf(owner) })
      },
      (error) => {
        if (current) setEntry(failed(error, retry))
      },
    )
    return () => {
      current = false
    }
  }, [first, attempt, retry])
  const chat = entry.phase === 'open' ? entry.chat : undefined
  useEffect(() => chat?.start(), [chat])
  return entry
}

function firstEntry(initial: InitialChat | undefined): ChatEntry {
  return initial ? { phase: 'open', chat: chatOf(initial.account, initial) } : { phase: 'opening' }
}

function chatOf(me: Account, initial?: InitialChat): Chat {
  return createChat(lazyClient(createParleyClient), me, initial)
}

/** The account to open the chat for; undefined: what the server has put into the page is right. */
async function tabOwner(initial: InitialChat | undefined): Promise<Account | undefined> {
  const person = askedPerson()
  if (person) {
    const { user } = await openTabSession(person)
    window.history.replaceState(null, '', location.pathname)
    return user
  }
  if (initial && tabSession() === null) return undefined
  const { user } = await createTokenSource().get()
  return user
}

const people: readonly string[] = ['ada', 'ben', 'chloe', 'new'] satisfies DemoPerson[]

function askedPerson(): DemoPerson | undefined {
  const asked = new URLSearchParams(location.search).get('as') ?? ''
  return people.includes(asked) ? (asked as DemoPerson) : undefined
}

function failed(error: unknown, retry: () => void): ChatEntry {
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
  location.assign(`/login?next=${encodeURIComponent(location.pathname)}`)
}
