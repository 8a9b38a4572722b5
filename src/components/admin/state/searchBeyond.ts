import type { NewestOnline } from '@/lib/adminApi'
import type { OnlineFilter } from '@/lib/adminProtocol'
import type { OnlineUser, PresenceChange } from '@/lib/protocol'
import { countBeyond, hasFallenOut } from '../rows/shortList'
import { facets, filtered, isFiltered, noFilter, type VisitorFilter } from '../rows/visitorFilter'
import type { Beyond } from './lookBeyondLater'
import { noSearch, type Search, type VisitorsStore } from './visitorsStore'

/** Letters are typed faster than this. */
const AFTER_MS = 300
/** More of what was found is counted and not shown. */
const MOST_FOUND = 1000

type Read = (most: number, filter: OnlineFilter) => Promise<NewestOnline>

/** Looks for people on the server while the list holds the newest alone. */
export function createSearchBeyond(store: VisitorsStore, read: Read): Beyond {
  let wanted = noFilter
  let asked = noFilter
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Answers to questions of before are of no use. */
  let question = 0
  let isBehind = false

  function follow(): void {
    const isNeeded = isFiltered(wanted) && countBeyond(store.getState()) > 0
    const next = isNeeded ? wanted : noFilter
    if (isSame(next, asked)) return
    asked = next
    question += 1
    clearTimeout(timer)
    store.setState({ search: isNeeded ? { ...noSearch, phase: 'asking' } : noSearch })
    if (isNeeded) timer = setTimeout(ask, AFTER_MS)
  }

  function relist(before: readonly OnlineUser[]): void {
    follow()
    if (isOn()) keepFallen(store, before, asked)
  }

  async function ask(): Promise<void> {
    question += 1
    isBehind = false
    const mine = question
    const answer = await read(MOST_FOUND, questionOf(asked)).then(
      (found) => beyondOf(store.getState().users, found, asked),
      ({ message }: Error): Search => {
        return { ...store.getState().search, phase: 'failed', failure: message }
      },
    )
    if (mine === question) store.setState({ search: answer })
  }

  const isOn = () => store.getState().search.phase !== 'none'
  const again = () => {
    if (isOn()) void ask()
  }

  return {
    want: (filter) => {
      wanted = filter
      follow()
    },
    hear: (changes) => {
      const { search, paused } = store.getState()
      if (!isOn() || changes.length === 0) return
      if (paused) isBehind = true
      else store.setState({ search: changed(search, changes, asked) })
    },
    again,
    start: () => {
      const end = store.subscribe((now, before) => {
        if (now.users !== before.users) relist(before.users)
        if (isBehind && !now.paused) again()
      })
      return () => {
        end()
        clearTimeout(timer)
        question += 1
      }
    },
  }
}

/** The segment is of the rows, not of the question. */
function isSame(one: VisitorFilter, other: VisitorFilter): boolean {
  return one.query === other.query && facets.every((facet) => one[facet] === other[facet])
}

function questionOf({ view: _, query, device, ...filter }: VisitorFilter): OnlineFilter {
  const asked = { ...filter, q: query, device }
  const entries = Object.entries(asked).filter(([, value]) => value)
  return Object.fromEntries(entries) as OnlineFilter
}

/** What an answer, which begins with the newest, tells beside the list. */
function beyondOf(here: readonly OnlineUser[], found: NewestOnline, filter: VisitorFilter): Search {
  const ids = new Set(here.map(({ userId }) => userId))
  const users = found.users.filter(({ userId }) => !ids.has(userId))
  const more = found.total - filtered(here, filter).length - users.length
  return { phase: 'known', users, more: Math.max(0, more) }
}

/** Who falls out of the list is found as if the server had been asked just now. */
function keepFallen(
  store: VisitorsStore,
  before: readonly OnlineUser[],
  filter: VisitorFilter,
): void {
  const { search, ...part } = store.getState()
  const here = new Set(part.users.map(({ userId }) => userId))
  const gone = before.filter(({ userId }) => !here.has(userId))
  const fallen = filtered(
    gone.filter((user) => hasFallenOut(user, part)),
    filter,
  )
  if (fallen.length > 0)
    store.setState({ search: { ...search, users: [...search.users, ...fallen] } })
}

/** Who was found goes on as they are; who comes to pass is found too. */
function changed(
  search: Search,
  changes: readonly PresenceChange[],
  filter: VisitorFilter,
): Search {
  const found = new Map(search.users.map((user) => [user.userId, user]))
  for (const change of changes) {
    const wasFound = found.delete(change.type === 'online' ? change.user.userId : change.userId)
    if (change.type === 'offline') continue
    // Of what the server found by words only the server knows all the words.
    const query = wasFound ? '' : filter.query
    for (const user of filtered([change.user], { ...filter, query })) found.set(user.userId, user)
  }
  return { ...search, users: [...found.values()] }
}
