'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { countryName } from '@/components/ui/countryName'
import { useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import { useCountedUsers } from '../state/useShownVisitors'
import { FacetCard } from './FacetCard'
import type { FacetCardProps } from './FacetRows'
import { NumberCard } from './NumberCard'

const Breakdown = dynamic(() => import('./Breakdown').then((module) => module.Breakdown), {
  ssr: false,
})

/** The one number, and what those people have in common. */
export function Cards({ place, online }: { place: AdminPlace; online: number | undefined }) {
  const known = useVisitorsState((state) => state.known)
  const count = useCountedUsers().length
  const facets = useFacetCards(place)
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="flex shrink-0 flex-col gap-3 lg:grid lg:auto-cols-fr lg:grid-flow-col">
      <NumberCard count={known ? count : online} />
      {count > 0 &&
        facets.map((facet) => <FacetCard key={facet.title} {...facet} className="max-lg:hidden" />)}
      {count > 0 && (
        <Button className="self-start lg:hidden" onClick={() => setOpen(true)}>
          Breakdown
        </Button>
      )}
      {isOpen && <Breakdown facets={facets} onClose={() => setOpen(false)} />}
    </div>
  )
}

/** Countries are a card only where an edge tells them. */
function useFacetCards({ filter, filterBy }: AdminPlace): FacetCardProps[] {
  const { page, source, country } = useVisitorsState((state) => state.counts)
  const card = (facet: 'page' | 'source' | 'country', mark = '') => ({
    chosen: filter[facet]?.slice(mark.length),
    onChoose: (value: string) =>
      filterBy({ [facet]: filter[facet] === mark + value ? undefined : mark + value }),
  })
  const cards: FacetCardProps[] = [
    { title: 'Pages', all: 'All pages…', rows: page, mono: true, ...card('page', '=') },
    { title: 'Sources', all: 'All sources…', rows: source, ...card('source') },
    {
      title: 'Countries',
      all: 'All countries…',
      rows: country,
      nameOf: countryName,
      ...card('country'),
    },
  ]
  return country.length > 0 ? cards : cards.slice(0, 2)
}
