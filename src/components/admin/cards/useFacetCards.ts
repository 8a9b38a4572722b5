import { countryName } from '@/components/ui/countryName'
import { useVisitorsState } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'
import type { FacetCardProps } from './FacetRows'

/** Countries are a card only where an edge tells them. */
export function useFacetCards({ filter, filterBy }: AdminPlace): FacetCardProps[] {
  const { page, source, country } = useVisitorsState((state) => state.counts)
  const card = (facet: 'page' | 'source' | 'country', mark = '') => ({
    chosen: filter[facet]?.slice(mark.length),
    onChoose: (value: string) =>
      filterBy({ [facet]: filter[facet] === mark + value ? undefined : mark + value }),
  })
  const cards: FacetCardProps[] = [
    { title: 'Pages', rows: page, mono: true, ...card('page', '=') },
    { title: 'Sources', rows: source, ...card('source') },
    {
      title: 'Countries',

      rows: country,
      nameOf: countryName,
      ...card('country'),
    },
  ]
  return country.length > 0 ? cards : cards.slice(0, 2)
}
