import type { Site } from '@/lib/developersProtocol'
import { Ticks } from '../parts/Ticks'

interface SiteTicksProps {
  sites: readonly Site[]
  chosen?: readonly string[]
}

/** On whose pages a publishable key works. */
export function SiteTicks({ sites, chosen = [] }: SiteTicksProps) {
  if (sites.length === 0)
    return <p className="text-fg-muted text-sm">It works on pages of your sites. Add one first.</p>
  const options = sites.map(({ id, domain }) => ({ value: id, label: domain }))
  return (
    <Ticks
      legend="Only on these sites (none ticked: on all of them)"
      name="sites"
      options={options}
      chosen={chosen}
    />
  )
}
