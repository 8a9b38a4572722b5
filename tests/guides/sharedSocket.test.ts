import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { OnlineUsersExample } from '@/lib/components/OnlineUsersExample'
import { type Person, signIn } from '../app/support/people'
import { until } from '../infrastructure/processes'
import {
  closeAll,
  configureFor,
  draw,
  openBrowser,
  type Shown,
  sample,
  startParley,
  type TestParley,
} from './support/adminApp'

const tenantId = 'tenant-123'

let parley: TestParley
let ada: Person
let ben: Person

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  parley = await startParley()
  ada = await signIn(parley.url, 'ada')
  ben = await signIn(parley.url, 'ben')
  openBrowser()
})
// The window stays: React still has work to do after the last test.
afterAll(() => parley.close())
afterEach(closeAll)
beforeEach(() => configureFor(parley.url, ada))

/** Ben comes and goes, and the screen follows. */
async function followsBen(screen: Shown, shownAs = ben.userId): Promise<void> {
  const tab = await ben.connect()
  await screen.shows(new RegExp(shownAs))
  tab.close()
  await screen.hides(shownAs)
}

describe('what the samples of a page share', () => {
  test('CL-95 a member is told why there is no list, and an admin who signs in gets it by Retry', async () => {
    configureFor(parley.url, ben)
    const screen = draw(OnlineUsersExample, { tenantId })
    await screen.shows(/Error loading online users: Only admins may do this/)
    expect(screen.text()).not.toContain('Nobody')
    configureFor(parley.url, ada)
    screen.press('Retry')
    await screen.shows(/Status: Real-time/)
    await screen.shows(/1 user online/)
    await followsBen(screen, ben.name)
    screen.close()
  })

  test('CL-91 ten hooks of a page hold one socket, which ends with the last of them', async () => {
    const Dashboard = await sample<{ tenantId: string }>('AdminDashboard.tsx', 'AdminDashboard')
    const ten = () => Array.from({ length: 10 }, () => draw(Dashboard, { tenantId }))
    const screens = ten()
    for (const screen of screens) await screen.shows(/Real-time/)
    expect(await connectionsOfAda()).toBe(1)
    for (const screen of screens.slice(1)) screen.close()
    const tab = await ben.connect()
    await screens[0]?.shows(new RegExp(ben.userId))
    tab.close()
    screens[0]?.close()
    await until('ada is gone', async () => (await connectionsOfAda()) === undefined || undefined)
  })
})

async function connectionsOfAda(): Promise<number | undefined> {
  const { body } = await ada.call<{ users: { userId: string; connections?: number }[] }>(
    'GET',
    `/api/chat/online-users?tenantId=${tenantId}`,
  )
  return body.users.find(({ userId }) => userId === ada.userId)?.connections
}
