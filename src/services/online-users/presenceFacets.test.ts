import { describe, expect, test } from 'vitest'
import { refusal } from '@/lib/errors'
import type { OnlineUser, OnlineUsersPage } from '@/lib/protocol'
import { presenceFacets } from './presenceFacets'
import { admin, person } from './testPresence'

const question = { filter: {}, withTeam: false, idleAfterMs: 300_000 }
const someone = (number: number): OnlineUser => ({
  userId: `v_${number}`,
  sessionId: '',
  connectedAt: '2026-01-15T09:00:00.000Z',
  domain: 'acme.example',
  origin: 'https://acme.example',
  url: `https://acme.example/${number}`,
  kind: 'visitor',
})

/** Counts what was read, in a time that stands still. */
function counting(people = 1) {
  const all = Array.from({ length: people }, (_, number) => someone(number))
  const clock = { nowMs: 0 }
  const reads: string[] = []
  const answers: Promise<never>[] = []
  const page = async (
    { tenantId }: { tenantId: string },
    { limit = 1000, cursor = '0' }: { limit?: number | undefined; cursor?: string | undefined },
  ): Promise<OnlineUsersPage> => {
    if (cursor === '0') reads.push(tenantId)
    await answers.shift()
    const end = Number(cursor) + limit
    const rest = end < all.length ? { nextCursor: String(end) } : {}
    const users = all.slice(Number(cursor), end)
    return { users, total: all.length, version: 1, epoch: 'e', ...rest }
  }
  return { clock, reads, answers, facets: presenceFacets({ page, now: () => clock.nowMs }) }
}

describe('facets counted on the server', () => {
  test('PR-95 one question is counted once in 3 s, whoever asks, and for one tenant', async () => {
    const { clock, reads, facets } = counting()
    const ben = person('ben', { role: 'owner' })
    await Promise.all([facets(admin, question), facets(ben, question)])
    clock.nowMs = 2999
    await facets(admin, question)
    expect(reads).toEqual(['acme'])
    await facets({ ...admin, tenantId: 'globex' }, question)
    await facets(admin, { ...question, withTeam: true })
    await facets(admin, { ...question, filter: { q: 'x' } })
    expect(reads).toEqual(['acme', 'globex', 'acme', 'acme'])
    clock.nowMs = 3000
    await facets(admin, question)
    expect(reads).toHaveLength(5)
  })

  test('PR-95 a failure is told to all who wait, and the next one asks anew', async () => {
    const { reads, answers, facets } = counting()
    answers.push(Promise.reject(refusal('UNAVAILABLE')))
    const asked = await Promise.allSettled([facets(admin, question), facets(admin, question)])
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect((await facets(admin, question)).total).toBe(1)
    expect(reads).toHaveLength(2)
  })

  test('PR-95 old questions are forgotten, and of each facet the most frequent values are told', async () => {
    const { reads, facets } = counting(450)
    const { total, facets: counts } = await facets(admin, question)
    expect([total, counts.page.length, counts.site]).toEqual([
      450,
      200,
      [{ value: 'acme.example', count: 450 }],
    ])
    for (let number = 0; number < 200; number += 1)
      await facets(admin, { ...question, filter: { q: String(number) } })
    reads.length = 0
    await facets(admin, { ...question, filter: { q: '199' } })
    expect(reads).toHaveLength(0)
    await facets(admin, question)
    expect(reads).toHaveLength(1)
  })

  test('PR-96 others have their turn after each 100 people', async () => {
    const { facets } = counting(2000)
    let turns = 0
    let next: NodeJS.Immediate
    const turn = () => {
      turns += 1
      next = setImmediate(turn)
    }
    next = setImmediate(turn)
    await facets(admin, question)
    clearImmediate(next)
    expect(turns).toBeGreaterThanOrEqual(19)
  })

  test('PR-94 members are told nothing, counted before or not', async () => {
    const { facets } = counting()
    await facets(admin, question)
    await expect(facets(person('ben'), question)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
