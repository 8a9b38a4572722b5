import { setImmediate as othersTurn } from 'node:timers/promises'
import type { OnlineUser, OnlineUsersPage } from '@/lib/protocol'

const PAGE = 1000

export interface FilteredReading {
  test(user: OnlineUser): boolean
  /** At most so many users. */
  limit: number
  cursor: string | undefined
  /** A page of everybody. */
  read(part: { limit: number; cursor: string | undefined }): Promise<OnlineUsersPage>
}

/**
 * A page of those who pass a test, and in `total` how many do. Everybody is read for it, in pages,
 * between which others have their turn: a storage in this process answers without a pause. Version
 * and epoch are those of the first reading: the rows may know more than that, never less.
 */
export async function filteredPage(reading: FilteredReading): Promise<OnlineUsersPage> {
  const { version, epoch, total, stale } = await countAll(reading)
  const users: OnlineUser[] = []
  let cursor = reading.cursor
  do {
    await othersTurn()
    const part = await readUpTo(reading, reading.limit - users.length, cursor)
    users.push(...part.users)
    cursor = part.nextCursor
  } while (cursor !== undefined && users.length < reading.limit)
  const next = cursor === undefined ? {} : { nextCursor: cursor }
  return { users, total, version, epoch, ...next, ...(stale && { stale }) }
}

async function countAll({ test, read }: FilteredReading): Promise<OnlineUsersPage> {
  const first = await read({ limit: PAGE, cursor: undefined })
  let total = first.users.filter(test).length
  let cursor = first.nextCursor
  while (cursor !== undefined) {
    await othersTurn()
    const page = await read({ limit: PAGE, cursor })
    total += page.users.filter(test).length
    cursor = page.nextCursor
  }
  return { ...first, total }
}

/**
 * Those who pass among the next rows. Where there are too many the rows are read again up to the
 * last one wanted, for only a reading's end gives a cursor.
 */
async function readUpTo(
  { test, read }: FilteredReading,
  wanted: number,
  cursor: string | undefined,
): Promise<Pick<OnlineUsersPage, 'users' | 'nextCursor'>> {
  let limit = PAGE
  for (;;) {
    const { users: rows, ...page } = await read({ limit, cursor })
    const users = rows.filter(test)
    const last = users[wanted - 1]
    if (users.length <= wanted || !last) return { ...page, users }
    limit = rows.indexOf(last) + 1
  }
}
