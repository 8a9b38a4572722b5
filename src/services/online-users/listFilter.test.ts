import { describe, expect, test } from 'vitest'
import type { OnlineUser } from '@/lib/protocol'
import { filterTest, type ListFilter } from './listFilter'

const visitor: OnlineUser = {
  userId: 'v_1',
  sessionId: 's',
  connectedAt: '2026-01-15T09:00:00.000Z',
  domain: 'shop.acme.example',
  origin: 'https://shop.acme.example',
  url: 'https://shop.acme.example/sch%C3%B6n/shoes?size=42',
  title: 'Shoes',
  referrer: 'https://www.google.com/search',
  country: 'DE',
  device: 'mobile',
  visits: 3,
}

const passes = (filter: ListFilter, user = visitor) => filterTest(filter)?.(user)

describe('filters of a list', () => {
  test.each<[ListFilter, ListFilter]>([
    [{ site: 'shop.acme.example' }, { site: 'acme.example' }],
    [{ page: '/schön' }, { page: '/size' }],
    [{ page: '=/schön/shoes' }, { page: '=/schön' }],
    [{ source: 'google.com' }, { source: 'Direct' }],
    [{ country: 'de' }, { country: 'FR' }],
    [{ device: 'mobile' }, { device: 'desktop' }],
    [{ who: 'visitor' }, { who: 'signed-in' }],
    [{ visit: 'returning' }, { visit: 'new' }],
    [{ q: 'SHOÉS' }, { q: 'boots' }],
    [{ q: 'visitor v1' }, { q: 'visitor 2' }],
    [{ q: 'germany' }, { q: 'france' }],
    [{ q: '/schön' }, { q: '/schon/boots' }],
    [
      { country: 'DE', device: 'mobile' },
      { country: 'DE', device: 'tablet' },
    ],
  ])('PR-91 %j finds somebody and %j does not', (found, missed) => {
    expect([passes(found), passes(missed)]).toEqual([true, false])
  })

  test('PR-91 what is not known passes no filter but those for nothing special', () => {
    const { country, device, referrer, visits, ...rest } = visitor
    const unknown: OnlineUser = { ...rest, url: '' }
    expect(passes({ country: 'DE' }, unknown)).toBe(false)
    expect(passes({ device: 'mobile' }, unknown)).toBe(false)
    expect(passes({ page: '/' }, unknown)).toBe(false)
    expect(passes({ source: 'Direct', visit: 'new' }, unknown)).toBe(true)
  })

  test('PR-91 no filter is no test', () => {
    expect(filterTest({})).toBeUndefined()
    expect(filterTest({ q: '', site: undefined })).toBeUndefined()
  })
})
