import type { Logger } from 'pino'
import type { Broadcaster } from '@/services/realtime'
import type { SessionEnds } from '../sessionEnds'
import type { ApiKeyStore } from './apiKeyStore'

/** How often storage is looked into, for ends that nobody tells: of a key's time, or unheard. */
const LOOK_EVERY_MS = 30_000
/** How far back; longer than a proof takes to become a socket. */
const LOOK_BACK_MS = 15 * 60_000

export interface KeyEnds {
  /** Revoked or expired: what it opened is closed, and what is still being opened will not be. */
  has(keyId: string): boolean
  /** Keys ended, or sites or keys were changed: all processes are told. */
  announce(endedKeyIds: readonly string[], reason: string): void
  close(): void
}

interface Options {
  store: Pick<ApiKeyStore, 'endedBetween'>
  /** How other processes hear of it. */
  ends: SessionEnds
  broadcaster: Pick<Broadcaster, 'closeKey'>
  /** Whatever is kept of keys and sites is read anew. */
  forget(): void
  log: Logger
  now(): number
}

export function createKeyEnds(options: Options): KeyEnds {
  const { store, ends, broadcaster, forget, log, now } = options
  const forgetAtMs = new Map<string, number>()

  function endHere(keyIds: readonly string[], reason: string): void {
    forget()
    forgetOld()
    for (const id of keyIds) {
      forgetAtMs.set(id, now() + LOOK_BACK_MS)
      broadcaster.closeKey(id, reason)
    }
  }

  /** The map is in the order of ending. */
  function forgetOld(): void {
    for (const [id, atMs] of forgetAtMs) {
      if (atMs > now()) return
      forgetAtMs.delete(id)
    }
  }

  async function lookAgain(): Promise<void> {
    const since = new Date(now() - LOOK_BACK_MS)
    const found = await store.endedBetween(since, new Date(now()))
    const news = found.filter((id) => !forgetAtMs.has(id))
    if (news.length > 0) endHere(news, 'This key has ended')
  }

  const look = () => {
    lookAgain().catch((error) => log.warn({ err: error }, 'ended keys were not looked up'))
  }
  const missed = () => {
    forget()
    look()
  }
  ends.listen({ ended: endHere, missed })
  const timer = setInterval(look, LOOK_EVERY_MS).unref()

  return {
    has: (keyId) => forgetAtMs.has(keyId),
    announce: (keyIds, reason) => {
      endHere(keyIds, reason)
      ends.tell(keyIds, reason)
    },
    close: () => {
      clearInterval(timer)
      ends.close()
    },
  }
}
