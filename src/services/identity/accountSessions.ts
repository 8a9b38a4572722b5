import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { AccountSession } from '@/lib/accountProtocol'
import type { Broadcaster } from '@/services/realtime'
import type { AccountSessionStore, ListedSession, OpenSession } from './accountSessionStore'
import type { EndedSessions } from './endedSessions'
import { hashOf, newSecret } from './secrets'
import type { SessionEnds } from './sessionEnds'

/** How long a session stays open without being used. */
export const SESSION_MS = 30 * 24 * 3_600_000
/** A use within this time of the last one is not written down. */
const TOUCH_MS = 5 * 60_000
const USER_AGENT_MAX = 256
const PREFIX = 'parley_st_'

/** Where a sign-in comes from. */
export interface SignInPlace {
  ip: string
  userAgent: string
  /** The session that the same browser had until now; it ends. */
  previousToken?: string
}

export interface OpenedSession {
  token: string
  session: OpenSession
}

export interface AccountSessions {
  open(userId: string, place: SignInPlace): Promise<OpenedSession>
  /** The open session of a token; using it moves its end. */
  find(token: string): Promise<OpenSession | undefined>
  list(userId: string, currentId: string): Promise<AccountSession[]>
  /** False when there was no such open session of this account. */
  end(userId: string, accountSessionId: string, reason: string): Promise<boolean>
  endOthers(userId: string, keepId: string, reason: string): Promise<void>
  endAll(userId: string, reason: string): Promise<void>
  /** For sessions that ended in storage: closes their sockets and refuses their access tokens. */
  announceEnd(accountSessionIds: readonly string[], reason: string): void
}

interface Options {
  store: AccountSessionStore
  ended: EndedSessions
  /** How other processes hear of it. */
  ends: SessionEnds
  broadcaster: Broadcaster
  log: Logger
  now(): number
}

/** Tells session tokens from access tokens and keys. */
export function isSessionToken(text: string): boolean {
  return text.startsWith(PREFIX)
}

export function createAccountSessions(options: Options): AccountSessions {
  const { store, now } = options
  const ending = createEnding(options)

  async function open(userId: string, place: SignInPlace): Promise<OpenedSession> {
    const token = newSecret(PREFIX)
    const createdAt = new Date(now())
    await store.add({
      id: randomUUID(),
      userId,
      tokenHash: hashOf(token),
      userAgent: printable(place.userAgent),
      createdAt,
      expiresAt: endAfterUse(createdAt),
    })
    const previous =
      place.previousToken && (await store.find(hashOf(place.previousToken), createdAt))
    if (previous) await ending.end(previous.account.id, previous.id, 'Logged in again')
    const session = await store.find(hashOf(token), createdAt)
    if (!session) throw new Error('A session is gone before it was used')
    return { token, session }
  }

  async function find(token: string): Promise<OpenSession | undefined> {
    const at = new Date(now())
    const session = await store.find(hashOf(token), at)
    if (!session || now() - session.lastUsedAtMs < TOUCH_MS) return session
    const expiresAt = endAfterUse(at)
    await store.touch(session.id, at, expiresAt)
    return { ...session, lastUsedAtMs: now(), expiresAtMs: expiresAt.getTime() }
  }

  async function list(userId: string, currentId: string): Promise<AccountSession[]> {
    const sessions = await store.list(userId, new Date(now()))
    return sessions.map((session) => shownOf(session, session.id === currentId))
  }

  return { open, find, list, ...ending }
}

/** Ends sessions in the storage, here, and in every other process. */
function createEnding(options: Options) {
  const { store, ends, now } = options
  const closeHere = closer(options)
  const at = () => new Date(now())

  function announceEnd(ids: readonly string[], reason: string): void {
    if (ids.length === 0) return
    closeHere(ids, reason)
    ends.tell(ids, reason)
  }

  async function end(userId: string, only: string, reason: string): Promise<boolean> {
    const ids = await store.end({ userId, only, at: at() })
    announceEnd(ids, reason)
    return ids.length > 0
  }

  const endOthers: AccountSessions['endOthers'] = async (userId, except, reason) =>
    announceEnd(await store.end({ userId, except, at: at() }), reason)
  const endAll: AccountSessions['endAll'] = async (userId, reason) =>
    announceEnd(await store.end({ userId, at: at() }), reason)
  return { announceEnd, end, endOthers, endAll }
}

type CloseHere = (accountSessionIds: readonly string[], reason: string) => void

/** What to do on this process with sessions that ended, wherever they did. */
function closer({ ended, ends, broadcaster, log }: Options): CloseHere {
  const closeHere: CloseHere = (ids, reason) => {
    ended.add(ids)
    for (const id of ids) broadcaster.closeAccountSession(id, reason)
  }
  // Storage does not keep why.
  const lookAgain = async () => closeHere(await ended.lookAgain(), 'Logged out')
  ends.listen({
    ended: closeHere,
    missed: () => {
      lookAgain().catch((error) => log.warn({ err: error }, 'ended sessions were not looked up'))
    },
  })
  return closeHere
}

function shownOf(session: ListedSession, current: boolean): AccountSession {
  const { id, userAgent, createdAt, lastUsedAt } = session
  return {
    id,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    current,
  }
}

function endAfterUse(at: Date): Date {
  return new Date(at.getTime() + SESSION_MS)
}

/** Shown in the list of sessions. */
function printable(userAgent: string): string {
  return userAgent.toWellFormed().replace(/\p{C}/gu, '').slice(0, USER_AGENT_MAX)
}
