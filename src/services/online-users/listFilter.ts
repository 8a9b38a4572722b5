import { fold } from '@/lib/fold'
import { pagePath, visitorName, visitSource } from '@/lib/pageFacts'
import type { DeviceKind, OnlineUser } from '@/lib/protocol'

/** Who is wanted of a list, as the admin's table asks too. Absent: whoever it is. */
export interface ListFilter {
  /**
   * Part of the name, id, title, address, referrer, e-mail or country, whose English name will do;
   * case and accents aside. Who has no name is `Visitor` and the last letters and digits of the id.
   */
  q?: string | undefined
  /** The host of the website. */
  site?: string | undefined
  /** A part of the path; with `=` in front the whole of it. */
  page?: string | undefined
  /** The referrer's host without `www.`, or `Direct`. */
  source?: string | undefined
  /** Two letters. */
  country?: string | undefined
  device?: DeviceKind | undefined
  who?: 'visitor' | 'signed-in' | undefined
  visit?: 'new' | 'returning' | undefined
}

type Test = (user: OnlineUser) => boolean

/** Undefined where everybody is wanted. */
export function filterTest(filter: ListFilter): Test | undefined {
  const tests = Object.entries(filter).flatMap(([name, wanted]) =>
    wanted ? [tested[name as keyof ListFilter](wanted)] : [],
  )
  return tests.length === 0 ? undefined : (user) => tests.every((test) => test(user))
}

const tested: Record<keyof ListFilter, (wanted: string) => Test> = {
  q: (wanted) => {
    const asked = fold(wanted)
    return (user) => fold(searchText(user)).includes(asked)
  },
  site: (wanted) => (user) => user.domain === wanted,
  page: (wanted) => (user) => isPage(pagePath(user), wanted),
  source: (wanted) => (user) => visitSource(user) === wanted,
  country: (wanted) => (user) => user.country === wanted.toUpperCase(),
  device: (wanted) => (user) => user.device === wanted,
  who: (wanted) => (user) => user.userId.startsWith('v_') === (wanted === 'visitor'),
  visit: (wanted) => (user) => (user.visits ?? 1) > 1 === (wanted === 'returning'),
}

function searchText(user: OnlineUser): string {
  const { userId, title, url, referrer, email, country } = user
  const place = [country, countryName(country)]
  return [visitorName(user), userId, title, url, pagePath(user), referrer, email, ...place].join(
    ' ',
  )
}

const regions = new Intl.DisplayNames('en', { type: 'region' })

/** Edges may say what is no country. */
function countryName(country: string | undefined): string {
  return country && /^[A-Z]{2}$/.test(country) ? (regions.of(country) ?? '') : ''
}

function isPage(path: string, wanted: string): boolean {
  return wanted.startsWith('=') ? path === wanted.slice(1) : path.includes(wanted)
}
