import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FacetValues, facetValues } from './facetCounts'
import { FacetTally, facetCounts } from './facetTally'
import type { OnlineUser } from './protocol'

const value = fc.constantFrom('', 'a', 'b', 'c', undefined)
const people = fc.array(
  fc.record({ site: value, page: value, source: value, country: value, device: value }),
)

test('UA-4 values of a list are counted, the most frequent first and the unknown not at all', () => {
  const at = { connectedAt: '', origin: '', sessionId: '' }
  const users: OnlineUser[] = [
    { ...at, userId: 'v_1', domain: 'acme.example', url: 'https://acme.example/b?x=1' },
    { ...at, userId: 'v_2', domain: 'acme.example', url: 'https://acme.example/a', country: 'DE' },
    { ...at, userId: 'v_3', domain: 'acme.example', url: '', referrer: 'https://www.a.example/' },
    { ...at, userId: 'v_4', domain: '', url: 'https://acme.example/b', device: 'mobile' },
  ]
  expect(facetCounts(users.map(facetValues))).toEqual({
    site: [{ value: 'acme.example', count: 3 }],
    page: [
      { value: '/b', count: 2 },
      { value: '/a', count: 1 },
    ],
    source: [
      { value: 'Direct', count: 3 },
      { value: 'a.example', count: 1 },
    ],
    country: [{ value: 'DE', count: 1 }],
    device: [{ value: 'mobile', count: 1 }],
  })
})

test('UA-4 people who are added one by one are counted, of each kind as many values as are asked for', () => {
  fc.assert(
    fc.property(people, (all) => {
      const tally = new FacetTally()
      for (const one of all) tally.add(one)
      expect(tally.counts()).toEqual(counted(all))
      expect(tally.counts(1).site).toEqual(counted(all).site.slice(0, 1))
    }),
  )
})

/** One value after the other, as nobody would do it with a long list. */
function counted(all: readonly FacetValues[]) {
  const rows = (facet: keyof FacetValues) =>
    [...new Set(all.map((one) => one[facet]))]
      .flatMap((value) =>
        value ? [{ value, count: all.filter((o) => o[facet] === value).length }] : [],
      )
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
  return {
    site: rows('site'),
    page: rows('page'),
    source: rows('source'),
    country: rows('country'),
    device: rows('device'),
  }
}
