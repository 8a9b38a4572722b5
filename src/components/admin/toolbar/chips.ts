import { countryName } from '@/components/ui/countryName'
import { type Facet, facets, type VisitorFilter } from '../rows/visitorFilter'

interface ChipWords {
  facet: Facet
  words: string
}

/** The filters that are on, in words. */
export function chipsOf(filter: VisitorFilter): ChipWords[] {
  return facets.flatMap((facet) => {
    const value = filter[facet]
    return value === undefined ? [] : [{ facet, words: wordsOf[facet](value) }]
  })
}

const wordsOf: Record<Facet, (value: string) => string> = {
  site: (site) => site,
  page: (page) => (page.startsWith('=') ? `Page ${page.slice(1)}` : `Page contains ${page}`),
  source: (source) => `From ${source}`,
  country: countryName,
  device: (device) => deviceWords[device] ?? device,
  who: (who) => (who === 'signed-in' ? 'Signed in' : 'Visitors'),
  visit: (visit) => (visit === 'new' ? 'New' : 'Returning'),
}

export const deviceWords: Record<string, string> = {
  desktop: 'Desktop',
  mobile: 'Phone',
  tablet: 'Tablet',
}
