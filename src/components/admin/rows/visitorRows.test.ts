import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { onSite } from '@/components/ui/onSite'
import { facetCounts } from '@/lib/facetTally'
import type { OnlineUser } from '@/lib/protocol'
import { shownOrder } from './frozenOrder'
import { createKeptOrder } from './keptOrder'
import { segmentCounts } from './visitorCounts'
import { factsOf } from './visitorFacts'
import { filtered, inView, noFilter } from './visitorFilter'
import { nextSort, ordered, type Sort } from './visitorOrder'
import { presenceOf, statusWords } from './visitorStatus'

const nowMs = Date.parse('2026-01-15T09:14:00Z')
const clock = { nowMs, idleAfterMs: 300_000 }

describe('what the table shows of a visitor', () => {
  test('UA-1 somebody without a name is a visitor with the last letters and digits of their id', () => {
    expect(factsOf(visitor('v_0001a7f3a')).name).toBe('Visitor 7F3A')
    expect(factsOf(visitor('v_0001a7f-3a_')).name).toBe('Visitor 7F3A')
    expect(factsOf(visitor('v_1', { name: '  Chloe ' })).name).toBe('Chloe')
  })

  test('UA-1 the path has no query, and a page of the same site is no source', () => {
    const facts = factsOf(
      visitor('v_1', {
        url: 'https://acme.example/caf%C3%A9?token=1#x',
        referrer: 'https://acme.example/',
      }),
    )
    expect(facts).toMatchObject({ page: '/café', source: 'Direct' })
    const came = visitor('v_2', { referrer: 'https://www.google.com/search' })
    expect(factsOf(came).source).toBe('google.com')
  })

  test('UA-1 an address that is none, or is broken, is shown as far as it goes', () => {
    expect(factsOf(visitor('v_1', { url: '' })).page).toBe('')
    expect(factsOf(visitor('v_1', { url: 'https://a.example/%E0%A4%A' })).page).toBe('/%E0%A4%A')
  })
})

describe('which rows are wanted', () => {
  const ada = visitor('v_ada', { name: 'Ada', url: 'https://acme.example/pricing', country: 'DE' })
  const ben = visitor('v_ben', { name: 'Ben', url: 'https://acme.example/docs/api', visits: 3 })
  const chloe = visitor('c42', { name: 'Chloé', lastActiveAt: ago(400) })
  const all = [ada, ben, chloe]

  test('UA-2 the search finds names, ids, pages, sources and countries, whatever the accents', () => {
    const found = (query: string) => filtered(all, { ...noFilter, query })
    expect(found('chloe')).toEqual([chloe])
    expect(found('/pricing')).toEqual([ada])
    expect(found('germany')).toEqual([ada])
    expect(found('v_ben')).toEqual([ben])
    expect(found('nobody')).toEqual([])
  })

  test('UA-2 facets are combined', () => {
    expect(filtered(all, { ...noFilter, page: '/docs', visit: 'returning' })).toEqual([ben])
    expect(filtered(all, { ...noFilter, page: '/docs', country: 'DE' })).toEqual([])
    expect(filtered(all, { ...noFilter, who: 'signed-in' })).toEqual([chloe])
  })

  test('UA-3 somebody without activity for the tenant’s time, or away, is idle', () => {
    const away = visitor('v_away', { status: 'away' })
    expect(inView([...all, away], 'idle', clock)).toEqual([chloe, away])
    expect(segmentCounts([...all, away], clock)).toMatchObject({ all: 4, active: 2, idle: 2 })
  })

  test('UA-17 a status other than online has a shape and words', () => {
    const said = (change: Partial<OnlineUser>) => {
      const user = visitor('v_1', change)
      return [presenceOf(user, clock), statusWords(user)]
    }
    expect(said({ status: 'online' })).toEqual(['online', undefined])
    expect(said({ lastActiveAt: ago(400) })).toEqual(['away', undefined])
    expect(said({ status: 'away' })).toEqual(['away', 'Away'])
    expect(said({ status: 'busy', lastActiveAt: ago(400) })).toEqual(['busy', 'Busy'])
    expect(said({ status: 'in-call' })).toEqual(['busy', 'In a call'])
  })

  test('UA-4 facets count the most frequent first and leave out the unknown', () => {
    const counts = facetCounts([...all, visitor('v_4', { country: 'DE' })].map(factsOf))
    expect(counts.country).toEqual([{ value: 'DE', count: 2 }])
    expect(counts.page.map(({ value }) => value)).toEqual(['/', '/docs/api', '/pricing'])
  })
})

describe('the order of the rows', () => {
  const early = visitor('v_1', { name: 'B', connectedAt: ago(100) })
  const late = visitor('v_2', { name: 'a', connectedAt: ago(10) })

  test('UA-5 who came last comes first, unless a column is sorted', () => {
    expect(ordered([early, late], undefined)).toEqual([late, early])
    expect(ordered([early, late], { column: 'user', direction: 'desc' })).toEqual([early, late])
    expect(ordered([early, late], { column: 'onsite', direction: 'desc' })).toEqual([early, late])
  })

  test('UA-5 of names that differ in accents and case alone who came last comes first', () => {
    const names = [visitor('v_3', { name: 'Ä', connectedAt: ago(100) }), late]
    const between = visitor('v_4', { name: 'á', connectedAt: ago(50) })
    const rows = ordered([...names, between, early], { column: 'user', direction: 'asc' })
    expect(rows.map(({ name }) => name)).toEqual(['a', 'á', 'Ä', 'B'])
  })

  test('UA-5 a head sorts up, then down, then as usual', () => {
    const up = nextSort(undefined, 'user')
    const down = nextSort(up, 'user')
    expect([up?.direction, down?.direction, nextSort(down, 'user')]).toEqual([
      'asc',
      'desc',
      undefined,
    ])
    expect(nextSort(down, 'page')).toEqual({ column: 'page', direction: 'asc' })
  })

  test('UA-5 a list that changes is ordered as if it were new', () => {
    const people = fc.array(fc.record({ id: fc.nat(40), name: fc.constantFrom('a', 'B', 'ä') }))
    const sorts = fc.constantFrom<Sort | undefined>(
      undefined,
      { column: 'user', direction: 'desc' },
      { column: 'onsite', direction: 'asc' },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(people, sorts), { maxLength: 6 }), (steps) => {
        const arrange = createKeptOrder()
        let known = new Map<string, OnlineUser>()
        for (const [wanted, sort] of steps) {
          const rows = wanted.map(({ id, name }) => {
            const userId = `v_${id}`
            const same = known.get(userId)
            return same?.name === name ? same : visitor(userId, { name, connectedAt: ago(id % 5) })
          })
          known = new Map(rows.map((row) => [row.userId, row]))
          const users = [...known.values()]
          expect(arrange(users, sort)).toEqual(ordered(users, sort))
        }
      }),
    )
  })

  test('UA-6 while it is frozen nobody moves and newcomers are counted', () => {
    const ids = fc.uniqueArray(fc.nat(30).map(String))
    fc.assert(
      fc.property(ids, ids, (shown, wanted) => {
        const frozen = shownOrder(shown, wanted, true)
        expect(frozen.ids).toEqual(shown)
        expect(frozen.waiting).toBe(wanted.filter((id) => !shown.includes(id)).length)
        expect(shownOrder(shown, wanted, false)).toEqual({ ids: wanted, waiting: 0 })
      }),
    )
  })
})

test('UA-7 a stay reads as minutes, hours or days', () => {
  expect(onSite(42_000)).toBe('0:42')
  expect(onSite(3_723_000)).toBe('1:02:03')
  expect(onSite(97_200_000)).toBe('1d 3h')
  expect(onSite(-5)).toBe('0:00')
})

function visitor(userId: string, change: Partial<OnlineUser> = {}): OnlineUser {
  return {
    userId,
    sessionId: `session of ${userId}`,
    connectedAt: ago(60),
    domain: 'acme.example',
    origin: 'https://acme.example',
    url: 'https://acme.example/',
    kind: 'visitor',
    status: 'online',
    lastActiveAt: ago(5),
    ...change,
  }
}

function ago(seconds: number): string {
  return new Date(nowMs - seconds * 1000).toISOString()
}
