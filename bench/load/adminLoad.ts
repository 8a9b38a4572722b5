import type { Page } from 'playwright'
import type { OnlineUser } from '@/lib/protocol'
import { crowd, visitor } from '../../tests/e2e/support/crowd'
import { type FakePresence, fakePresence } from '../../tests/e2e/support/fakePresence'
import { fakeRecords } from '../../tests/e2e/support/fakeRecords'

export interface AdminLoad {
  /** Begins to change rows, so many a second; returns the way to stop. */
  change(perSecond: number): () => void
  /** Does everything that can be done with the page, once. */
  work(): Promise<void>
}

const BATCH_MS = 100
const FULL_MS = 60_000

/** The admins' page with so many rows, all of them loaded. */
export async function openAdminLoad(page: Page, url: string, rows: number): Promise<AdminLoad> {
  const users = crowd(rows)
  await fakeRecords(page.context())
  const presence = await fakePresence(page.context(), users)
  await page.goto(`${url}/admin?as=ada`)
  const table = page.getByRole('region', { name: `Online Users, ${rows} rows` })
  await table.waitFor({ timeout: FULL_MS })
  return {
    change: (perSecond) => changing(presence, users, perSecond),
    work: () => work(page),
  }
}

function changing(presence: FakePresence, users: OnlineUser[], perSecond: number): () => void {
  const perBatch = Math.round((perSecond * BATCH_MS) / 1000)
  const quarter = Math.max(1, Math.round(perBatch / 4))
  let next = users.length
  let turn = 0
  const timer = setInterval(() => {
    const gone = users.splice(0, quarter).map(({ userId }) => userId)
    const fresh = crowd(quarter, next)
    next += quarter
    users.push(...fresh)
    const moved = Array.from({ length: perBatch - 2 * quarter }, () => movedOn(users, turn++))
    presence.offline(...gone)
    presence.online(...fresh, ...moved)
  }, BATCH_MS)
  return () => clearInterval(timer)
}

/** Somebody goes on to another page. */
function movedOn(users: OnlineUser[], turn: number): OnlineUser {
  const at = (turn * 7919) % users.length
  const { title, url } = visitor(turn)
  const user = { ...(users[at] as OnlineUser), url, ...(title && { title }) }
  users[at] = user
  return user
}

async function work(page: Page): Promise<void> {
  const search = page.getByRole('searchbox')
  await search.click()
  await page.keyboard.type('germ', { delay: 120 })
  for (let letter = 0; letter < 4; letter++) await page.keyboard.press('Backspace', { delay: 80 })
  for (const head of ['User', 'Current page', 'On site']) {
    const button = page.getByRole('columnheader', { name: head }).getByRole('button')
    for (let click = 0; click < 3; click++) await button.click()
  }
  for (const view of ['Idle', 'Active', 'All']) {
    await page.getByRole('radio', { name: new RegExp(`^${view}`) }).click({ force: true })
  }
  const table = page.getByRole('region', { name: /^Online Users, / })
  await table.hover()
  for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, 4000)
  for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, -4000)
  await table.getByRole('row').nth(3).getByRole('link').click()
  await page.getByRole('tab', { name: 'Journey' }).click()
  await page.keyboard.press('Escape')
}
