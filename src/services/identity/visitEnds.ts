import type { Logger } from 'pino'
import type { Broadcaster } from '@/services/realtime'
import type { SessionEnds } from './sessionEnds'

/** How long an end is remembered; no visitor token lives longer. */
const REMEMBERED_MS = 65 * 60_000
/** How often storage is looked into, for ends that nobody could tell. */
const LOOK_EVERY_MS = 30_000

/** The sessions of visitors that were ended before their time: logged out, or merged into a user's. */
export interface VisitEnds {
  /** Resolves when the ends from before the start of this process are known too. */
  has(sessionId: string): Promise<boolean>
  /** Closes what they opened, in all processes; their tokens open nothing from then on. */
  announce(sessionIds: readonly string[], reason: string): void
  close(): void
}

interface Options {
  endedSince(sinceMs: number): Promise<string[]>
  /** How other processes hear of it. */
  ends: SessionEnds
  broadcaster: Pick<Broadcaster, 'closeVisit'>
  log: Logger
  now(): number
}

export function createVisitEnds(options: Options): VisitEnds {
  const { endedSince, ends, broadcaster, log, now } = options
  const forgetAtMs = new Map<string, number>()
  let known: Promise<void> | undefined

  function endHere(sessionIds: readonly string[], reason: string): void {
    forgetOld()
    for (const id of sessionIds) {
      forgetAtMs.set(id, now() + REMEMBERED_MS)
      broadcaster.closeVisit(id, reason)
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
    const found = await endedSince(now() - REMEMBERED_MS)
    const news = found.filter((id) => !forgetAtMs.has(id))
    if (news.length > 0) endHere(news, 'This session has ended')
  }

  function ready(): Promise<void> {
    known ??= lookAgain().catch((error) => {
      known = undefined
      throw error
    })
    return known
  }

  const look = () => {
    lookAgain().catch((error) => log.warn({ err: error }, 'ended visits were not looked up'))
  }
  ends.listen({ ended: endHere, missed: look })
  const timer = setInterval(look, LOOK_EVERY_MS).unref()

  return {
    has: async (sessionId) => {
      await ready()
      return forgetAtMs.has(sessionId)
    },
    announce: (sessionIds, reason) => {
      endHere(sessionIds, reason)
      ends.tell(sessionIds, reason)
    },
    close: () => {
      clearInterval(timer)
      ends.close()
    },
  }
}
