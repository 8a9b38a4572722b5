'use client'
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '@/components/ui/Menu'
import type { Counted } from '@/lib/facetCounts'
import { isOfNewest } from '../rows/shortList'
import { useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import { SiteButton } from './SiteButton'

const ALL = ''

export function SiteMenu({ sites, place }: { sites: readonly Counted[]; place: AdminPlace }) {
  const { filter, filterBy } = place
  const isNewest = useVisitorsState(isOfNewest)
  return (
    <Menu>
      <MenuTrigger asChild>
        <SiteButton name={filter.site ?? 'All sites'} />
      </MenuTrigger>
      <MenuContent align="start">
        <MenuRadioGroup
          value={filter.site ?? ALL}
          onValueChange={(site) => filterBy({ site: site || undefined })}
        >
          <MenuRadioItem value={ALL}>All sites</MenuRadioItem>
          {sites.map(({ value, count }) => (
            <MenuRadioItem key={value} value={value}>
              {value}
              <span className="nums text-fg-subtle">
                {count.toLocaleString()}
                {isNewest && '+'}
              </span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
}
