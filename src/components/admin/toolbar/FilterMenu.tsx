'use client'
import { ListFilter } from 'lucide-react'
import * as Radix from 'radix-ui/popover'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/Button'
import { countryName } from '@/components/ui/countryName'
import { setPreference, usePreferences } from '@/components/ui/preferences'
import { Switch } from '@/components/ui/Switch'
import type { Counted } from '@/lib/facetCounts'
import { isOfNewest } from '../rows/shortList'
import type { Facet } from '../rows/visitorFilter'
import { useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import { deviceWords } from './chips'

/** Everything that narrows the table, in one place. What nobody is known by is not asked for. */
export function FilterMenu({ place }: { place: AdminPlace }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>
        <Button icon={<ListFilter aria-hidden />}>Filter</Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label="Filter online users"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-72 animate-float flex-col gap-3 overflow-y-auto rounded-xl border border-border bg-raised p-4 shadow-3"
        >
          <Filters place={place} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Filters({ place }: { place: AdminPlace }) {
  const { filter, filterBy } = place
  const withTeam = usePreferences((preferences) => preferences.includeTeam)
  const { site: sites, source, country, device } = useVisitorsState((state) => state.counts)
  const isNewest = useVisitorsState(isOfNewest)
  const choices: { facet: Facet; name: string; options: Option[] }[] = [
    { facet: 'site', name: 'Site', options: sites.length > 1 ? optionsOf(sites) : [] },
    { facet: 'source', name: 'Source', options: optionsOf(source) },
    { facet: 'country', name: 'Country', options: optionsOf(country, countryName) },
    {
      facet: 'device',
      name: 'Device',
      options: optionsOf(device, (kind) => deviceWords[kind] ?? kind),
    },
    { facet: 'who', name: 'Who', options: who },
    { facet: 'visit', name: 'Visit', options: visit },
  ]
  return (
    <>
      <Labelled name="Page contains">
        {(id) => (
          <input
            id={id}
            value={filter.page?.replace(/^=/, '') ?? ''}
            placeholder="/pricing…"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => filterBy({ page: event.target.value || undefined })}
            className={fieldLook}
          />
        )}
      </Labelled>
      {choices
        .filter(({ options }) => options.length > 0)
        .map(({ facet, name, options }) => (
          <Labelled key={facet} name={name}>
            {(id) => (
              <select
                id={id}
                value={filter[facet] ?? ''}
                onChange={(event) => filterBy({ [facet]: event.target.value || undefined })}
                className={fieldLook}
              >
                <option value="">Any</option>
                {options.map(({ value, words }) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        ))}
      {isNewest && <p className="text-fg-muted text-xs">Numbers are of the newest alone.</p>}
      <Switch
        label="Include team"
        hint="Your own people stand in the list and count."
        checked={withTeam}
        onChange={(checked) => setPreference('includeTeam', checked)}
      />
    </>
  )
}

interface Option {
  value: string
  words: string
}

const who: Option[] = [
  { value: 'visitor', words: 'Visitors' },
  { value: 'signed-in', words: 'Signed in' },
]

const visit: Option[] = [
  { value: 'new', words: 'New' },
  { value: 'returning', words: 'Returning' },
]

function optionsOf(rows: readonly Counted[], nameOf = (value: string) => value): Option[] {
  return rows.map(({ value, count }) => ({
    value,
    words: `${nameOf(value)} (${count.toLocaleString()})`,
  }))
}

function Labelled({ name, children }: { name: string; children(id: string): ReactNode }) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-fg-muted text-xs">
        {name}
      </label>
      {children(id)}
    </div>
  )
}

const fieldLook =
  'h-8 w-full rounded-md border border-control bg-surface px-2.5 text-sm pointer-coarse:h-11'
