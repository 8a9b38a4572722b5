import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OnlineUser, OnlineUsersPage } from '@/lib/protocol'
import { filteredPage } from './filteredPage'

const isWanted = ({ userId }: OnlineUser) => userId.startsWith('yes')

/** Users in the order of their places; between two readings one may leave. */
function online(wanted: readonly boolean[]) {
  const places = wanted.map((yes, place) => ({ place, userId: `${yes ? 'yes' : 'no'}${place}` }))
  const leave = (nth: number) => void places.splice(nth % Math.max(1, places.length), 1)
  const read = async (part: { limit: number; cursor: string | undefined }) => {
    const behind = places.filter(({ place }) => place > Number(part.cursor ?? -1))
    const rows = behind.slice(0, part.limit)
    const isLast = rows.length === behind.length
    return {
      users: rows.map(({ userId }) => ({ userId }) as OnlineUser),
      total: places.length,
      version: 7,
      epoch: 'e',
      ...(!isLast && { nextCursor: String(rows.at(-1)?.place) }),
    } satisfies OnlineUsersPage
  }
  return { places, leave, read }
}

async function allPages(list: ReturnType<typeof online>, limit: number, between?: () => void) {
  const pages: OnlineUsersPage[] = []
  let cursor: string | undefined
  do {
    const page = await filteredPage({ test: isWanted, limit, cursor, read: list.read })
    pages.push(page)
    cursor = page.nextCursor
    between?.()
  } while (cursor !== undefined)
  return pages
}

const wantedOnes = fc.array(fc.boolean(), { maxLength: 40 })
const limits = fc.integer({ min: 1, max: 12 })

describe('a page of those who pass', () => {
  test('PR-91 pages give each of them once and in order, with how many they are', async () => {
    await fc.assert(
      fc.asyncProperty(wantedOnes, limits, async (wanted, limit) => {
        const list = online(wanted)
        const expected = list.places.map(({ userId }) => userId).filter((id) => /yes/.test(id))
        const pages = await allPages(list, limit)
        const seen = pages.flatMap(({ users }) => users.map(({ userId }) => userId))
        expect(seen).toEqual(expected)
        for (const { users, total } of pages) {
          expect(users.length).toBeLessThanOrEqual(limit)
          expect(total).toBe(expected.length)
        }
      }),
    )
  })

  test('PR-91 whoever stays is in the pages exactly once, whoever else leaves', async () => {
    await fc.assert(
      fc.asyncProperty(wantedOnes, limits, fc.array(fc.nat()), async (wanted, limit, leaving) => {
        const list = online(wanted)
        const pages = await allPages(list, limit, () => {
          const nth = leaving.pop()
          if (nth !== undefined) list.leave(nth)
        })
        const seen = pages.flatMap(({ users }) => users.map(({ userId }) => userId))
        expect(new Set(seen).size).toBe(seen.length)
        for (const { userId } of list.places)
          if (userId.startsWith('yes')) expect(seen).toContain(userId)
      }),
    )
  })

  test('PR-91 others have their turn between the pages of a long list', async () => {
    const list = online(Array.from({ length: 5000 }, () => false))
    let turns = 0
    let next: NodeJS.Immediate
    const turn = () => {
      turns += 1
      next = setImmediate(turn)
    }
    next = setImmediate(turn)
    await filteredPage({ test: isWanted, limit: 10, cursor: undefined, read: list.read })
    clearImmediate(next)
    expect(turns).toBeGreaterThanOrEqual(9)
  })
})
