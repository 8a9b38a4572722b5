import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { facetValues } from '@/lib/facetCounts'
import { facetCounts } from '@/lib/facetTally'
import type { OnlineUser } from '@/lib/protocol'
import { dataOf, type StoreHarness } from './fakePresence'
import { filterTest, type ListFilter } from './listFilter'
import type { ConnectionData } from './onlineUsersStore'
import { presenceFacets } from './presenceFacets'
import { admin, testPresence } from './testPresence'

const MINUTE_MS = 60_000
const nowMs = Date.UTC(2026, 0, 15, 10)

const people: fc.Arbitrary<Partial<ConnectionData>[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom('visitor', 'visitor', 'user'),
      domain: fc.constantFrom('acme.example', 'shop.acme.example'),
      url: fc.constantFrom('', 'https://acme.example/', 'https://acme.example/sch%C3%B6n?x=1'),
      referrer: fc.constantFrom('', 'https://www.search.example/?q=1', 'https://acme.example/'),
      active: fc.boolean(),
      minutesAgo: fc.nat(9),
      known: fc.record(
        { country: fc.constantFrom('DE', 'AT'), device: fc.constantFrom('mobile', 'desktop') },
        { requiredKeys: [] },
      ),
    })
    .map(({ known, minutesAgo, ...person }) => ({
      ...person,
      ...known,
      lastActiveAt: new Date(nowMs - minutesAgo * MINUTE_MS).toISOString(),
    })) as fc.Arbitrary<Partial<ConnectionData>>,
  { minLength: 0, maxLength: 30 },
)

const filters: fc.Arbitrary<ListFilter> = fc.record(
  {
    q: fc.constantFrom('shop', 'germany'),
    page: fc.constantFrom('/sch', '=/'),
    source: fc.constantFrom('Direct', 'search.example'),
    country: fc.constant('DE'),
  },
  { requiredKeys: [] },
)

/** What is counted of every storage's pages is what a whole list says. */
export function describePresenceFacets(name: string, open: () => Promise<StoreHarness>): void {
  describe(`facets of who is online: ${name}`, () => {
    test('PR-94 the server counts as the admins’ page counts the whole list', async () => {
      const { store, close } = await open()
      await store.renew('node-1', 15_000)
      const { onlineUsers } = testPresence({ store })
      const facets = presenceFacets({ page: onlineUsers.page, now: () => nowMs })
      let tenants = 0
      const counts = async (all: Partial<ConnectionData>[], filter: ListFilter, team: boolean) => {
        tenants += 1
        const viewer = { ...admin, tenantId: `acme-${tenants}` }
        for (const [index, one] of all.entries()) {
          const userId = one.kind === 'user' ? `ada-${index}` : `v_${index}`
          const at = { tenantId: viewer.tenantId, instance: `${tenants}.${index}`, userId }
          await store.join({ ...at, nodeId: 'node-1', data: { ...dataOf(userId), ...one } })
        }
        const question = { filter, withTeam: team, idleAfterMs: 5 * MINUTE_MS }
        const { users } = await onlineUsers.page(viewer)
        const passing = users.filter(filterTest(filter) ?? (() => true))
        const wanted = passing.filter(({ kind }) => team || kind === 'visitor')
        const idle = wanted.filter(isIdle).length
        expect(await facets(viewer, question)).toEqual({
          success: true,
          total: wanted.length,
          idle,
          active: wanted.length - idle,
          facets: facetCounts(wanted.map(facetValues)),
        })
      }
      await fc.assert(fc.asyncProperty(people, filters, fc.boolean(), counts), { numRuns: 40 })
      await close()
    })
  })
}

function isIdle({ status, lastActiveAt = '' }: OnlineUser): boolean {
  return status === 'away' || nowMs - Date.parse(lastActiveAt) >= 5 * MINUTE_MS
}
