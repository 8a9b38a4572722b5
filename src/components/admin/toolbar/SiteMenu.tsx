'use client'
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '@/components/ui/Menu'
import type { Counted } from '@/lib/facetCounts'
import type { AdminPlace } from '../state/useAdminAddress'
import { SiteButton } from './SiteButton'

const ALL = ''

export function SiteMenu({ sites, place }: { sites: readonly Counted[]; place: AdminPlace }) {
  const { filter, filterBy } = place
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
              <span className="nums text-fg-subtle">{count}</span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
}
