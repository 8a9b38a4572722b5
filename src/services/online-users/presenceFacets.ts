import { setImmediate as othersTurn } from 'node:timers/promises'
import { MOST_FACET_VALUES, type PresenceFacets } from '@/lib/adminProtocol'
import { refusal } from '@/lib/errors'
import { facetValues } from '@/lib/facetCounts'
import { FacetTally } from '@/lib/facetTally'
import { type IdleClock, isIdleSince, lastActiveMs } from '@/lib/idle'
import type { OnlineUser, OnlineUsersPage } from '@/lib/protocol'
import type { Principal } from '@/services/realtime'
import { filterTest, type ListFilter } from './listFilter'
import { type ReadOptions, viewOf } from './presenceReadings'

/** Everybody is read for it, and pages that are open ask again and again. */
const FRESH_MS = 3000
/** So many questions are remembered, of all tenants together. */
const MOST_KNOWN = 200
/** Read and counted in one go, before others have their turn. */
const PAGE = 100

export interface FacetsQuestion {
  filter: ListFilter
  /** Counts the tenant's own people too. */
  withTeam: boolean
  idleAfterMs: number
}

interface Parts {
  page(viewer: Principal, read: ReadOptions): Promise<OnlineUsersPage>
  now(): number
}

interface Known {
  answer: Promise<PresenceFacets>
  /** Until it is answered, for ever. */
  freshUntilMs: number
}

/**
 * What those who are online have in common, counted at most once in 3 s for each question, however
 * many ask.
 */
export function presenceFacets(parts: Parts) {
  const known = new Map<string, Known>()

  function count(key: string, viewer: Principal, question: FacetsQuestion): Known {
    const counting: Known = {
      answer: counted(parts, viewer, question),
      freshUntilMs: Number.POSITIVE_INFINITY,
    }
    const forget = () => known.get(key) === counting && known.delete(key)
    counting.answer.then(() => {
      counting.freshUntilMs = parts.now() + FRESH_MS
    }, forget)
    return counting
  }

  return async (viewer: Principal, question: FacetsQuestion): Promise<PresenceFacets> => {
    if (viewOf(viewer) !== 'full') throw refusal('FORBIDDEN')
    const key = JSON.stringify([viewer.tenantId, question])
    const before = known.get(key)
    const isFresh = before !== undefined && parts.now() < before.freshUntilMs
    const counting = isFresh ? before : count(key, viewer, question)
    // Whom nobody asks for is forgotten first.
    known.delete(key)
    known.set(key, counting)
    const [oldest] = known.keys()
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
    return counting.answer
  }
}

async function counted(
  { page, now }: Parts,
  viewer: Principal,
  { filter, withTeam, idleAfterMs }: FacetsQuestion,
): Promise<PresenceFacets> {
  const counting = new Counting({ nowMs: now(), idleAfterMs })
  const passes = filterTest(filter) ?? everybody
  const isWanted = (user: OnlineUser) => (withTeam || user.kind !== 'user') && passes(user)
  let part: OnlineUsersPage | undefined
  do {
    if (part) await othersTurn()
    part = await page(viewer, { limit: PAGE, cursor: part?.nextCursor })
    for (const user of part.users.filter(isWanted)) counting.add(user)
  } while (part.nextCursor !== undefined)
  return { ...counting.answer(), ...(part.stale && { stale: true }) }
}

const everybody = () => true

class Counting {
  readonly #tally = new FacetTally()
  #active = 0
  #idle = 0

  constructor(private readonly clock: IdleClock) {}

  add(user: OnlineUser): void {
    this.#tally.add(facetValues(user))
    if (isIdleSince(user, lastActiveMs(user), this.clock)) this.#idle += 1
    else this.#active += 1
  }

  answer(): PresenceFacets {
    const [active, idle] = [this.#active, this.#idle]
    const facets = this.#tally.counts(MOST_FACET_VALUES)
    return { success: true, total: active + idle, active, idle, facets }
  }
}
