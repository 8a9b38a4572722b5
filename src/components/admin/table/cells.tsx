'use client'
import { Monitor, Smartphone, Tablet } from 'lucide-react'
import { CountryChip } from '@/components/ui/CountryChip'
import { countryName } from '@/components/ui/countryName'
import { onSite } from '@/components/ui/onSite'
import { useSecond } from '@/components/ui/ticker'
import type { OnlineUser } from '@/lib/protocol'
import { isAbsent } from '../rows/visitorChat'
import { factsOf } from '../rows/visitorFacts'
import { useVisitorsState } from '../state/AdminProvider'

/** Title and path; the query may hold what is nobody's business, the drawer has it. */
export function PageCell({ user }: { user: OnlineUser }) {
  const { pageTitle, page: path } = factsOf(user)
  if (isAbsent(user)) return <span className="text-fg-subtle">Not on the site</span>
  if (path === '') return <span className="text-fg-subtle">Connecting…</span>
  return (
    <span className="block min-w-0" title={user.url}>
      <span className="block truncate max-md:text-fg-muted max-md:text-xs max-md:leading-5">
        <bdi dir="auto">{pageTitle}</bdi>
        <NarrowRest user={user} />
      </span>
      <span className="block truncate font-mono text-[0.71875rem] text-fg-subtle leading-4 max-md:hidden">
        {path}
      </span>
    </span>
  )
}

/** One line on a phone: the country after the title, or after the path where there is none. */
function NarrowRest({ user }: { user: OnlineUser }) {
  const { pageTitle, page: path, country } = factsOf(user)
  const words = [pageTitle ? '' : path, countryName(country)].filter(Boolean).join(' · ')
  return (
    <span className="md:hidden">
      {pageTitle && words && ' · '}
      {words}
    </span>
  )
}

export function CountryCell({ user }: { user: OnlineUser }) {
  const { country } = factsOf(user)
  if (!country) return <Unknown />
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <CountryChip code={country} />
      <span className="truncate">{countryName(country)}</span>
    </span>
  )
}

const icons = { desktop: Monitor, mobile: Smartphone, tablet: Tablet }

export function DeviceCell({ user }: { user: OnlineUser }) {
  const { device, browser } = factsOf(user)
  if (!device) return <Unknown />
  const Icon = icons[device]
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-fg-muted">
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="sr-only">{device}</span>
      <span className="truncate">{browser}</span>
    </span>
  )
}

/** One second for all rows in view. It stands still while the page is paused. */
export function OnSiteCell({ user }: { user: OnlineUser }) {
  const now = useSecond()
  const untilMs = useVisitorsState(({ paused, asOfMs }) => (paused ? asOfMs : (now ?? asOfMs)))
  if (isAbsent(user)) return <span className="text-fg-subtle">—</span>
  return <span className="nums max-md:text-xs">{onSite(untilMs - factsOf(user).sinceMs)}</span>
}

function Unknown() {
  return <span className="text-fg-subtle">—</span>
}
