import { countryName } from '@/components/ui/countryName'
import { visitorName } from '@/components/ui/visitorName'
import { type FacetValues, facetValues } from '@/lib/facetCounts'
import { fold } from '@/lib/fold'
import { lastActiveMs } from '@/lib/idle'
import type { DeviceKind, OnlineUser } from '@/lib/protocol'

/** What the table shows, sorts and finds of somebody; read once per row that the server sent. */
export interface VisitorFacts extends FacetValues {
  user: OnlineUser
  name: string
  site: string
  /** Empty where the page has no title. */
  pageTitle: string
  /** Without query and fragment; empty where the page is not known yet. */
  page: string
  /** The host of the referrer, or `Direct`. */
  source: string
  device: DeviceKind | undefined
  browser: string | undefined
  /** Belongs to the tenant's own people. */
  isTeam: boolean
  /** Known to the website by name, not only as somebody. */
  isSignedIn: boolean
  isReturning: boolean
  sinceMs: number
  activeAtMs: number
  /** Everything the search looks at, folded. */
  searchText: string
}

const known = new WeakMap<OnlineUser, VisitorFacts>()

/** Rows are never changed, only replaced: facts of a row stay true as long as there is the row. */
export function factsOf(user: OnlineUser): VisitorFacts {
  const found = known.get(user)
  if (found) return found
  const facts = read(user)
  known.set(user, facts)
  return facts
}

function read(user: OnlineUser): VisitorFacts {
  const name = visitorName(user)
  const values = facetValues(user)
  const { page, source, country } = values
  const pageTitle = user.title?.trim() ?? ''
  const sinceMs = Date.parse(user.connectedAt) || 0
  return {
    user,
    name,
    ...values,
    pageTitle,
    browser: user.browser,
    isTeam: user.kind === 'user',
    isSignedIn: !user.userId.startsWith('v_'),
    isReturning: (user.visits ?? 1) > 1,
    sinceMs,
    activeAtMs: lastActiveMs(user),
    searchText: fold([name, user.userId, pageTitle, page, source, countryName(country)].join(' ')),
  }
}
