import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { OnlineUsersExample } from '@/lib/components/OnlineUsersExample'
import { type Person, signIn } from '../app/support/people'
import { until } from '../infrastructure/processes'
import { startServerProcess } from '../infrastructure/serverProcess'
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

describe('the samples of the admin guides', () => {
  test('CL-95 AdminDashboard shows who is online in real time, with number, status and Refresh', async () => {
    const screen = draw(await sample('AdminDashboard.tsx', 'AdminDashboard'), { tenantId })
    expect(screen.text()).toMatch(/^Online UsersStatus: PollingRefresh/)
    await screen.shows(/Status: Real-time/)
    await screen.shows(/1 users online/)
    await followsBen(screen)
    screen.press('Refresh')
    await screen.shows(/1 users online/)
    expect(screen.text()).not.toContain('Error')
    screen.close()
  })

  test('CL-95 the hook polls while the server takes no sockets, and comes back', async () => {
    const { port, env } = parley
    const screen = draw(await sample('HookFallback.tsx', 'HookFallback'), { tenantId })
    await screen.shows(/Real-time: 1 users/)
    await parley.kill()
    await screen.shows(/Polling: 1 users/)
    Object.assign(parley, await startServerProcess({ program: 'api', port, env }))
    await screen.shows(/Real-time: 1 users/)
    screen.close()
  })

  test('CL-95 the hook takes the options of the guides, and without a socket reads over HTTP', async () => {
    const withOptions = draw(await sample('HookWithOptions.tsx', 'HookWithOptions'), {
      tenantId,
    })
    const polling = draw(await sample('HookWithoutWebSocket.tsx', 'HookWithoutWebSocket'), {
      tenantId,
    })
    await withOptions.shows(/1 users online/)
    await polling.shows(/1 users online/)
    withOptions.close()
    polling.close()
  })

  test('CL-95 ChatWebSocket keeps the list of the sample right, through a server that is killed', async () => {
    const { port, env } = parley
    const screen = draw(await sample('CustomOnlineUsers.tsx', 'CustomOnlineUsers'), {
      tenantId,
    })
    await screen.shows(/Online Users [(]1[)]/)
    await followsBen(screen)
    const tab = await ben.connect()
    await screen.shows(/Online Users [(]2[)]/)
    await parley.kill()
    tab.close()
    Object.assign(parley, await startServerProcess({ program: 'api', port, env }))
    await screen.hides(ben.userId)
    await screen.shows(/Online Users [(]1[)]/)
    screen.close()
  })

  test('CL-95 ChatAPI alone polls as printed', async () => {
    const tab = await ben.connect()
    const screen = draw(await sample('PollingOnlineUsers.tsx', 'PollingOnlineUsers'), {
      tenantId,
    })
    expect(screen.text()).toBe('Loading...')
    await screen.shows(new RegExp(ben.userId))
    tab.close()
    await screen.hides(ben.userId)
    screen.close()
  })

  test('CL-95 AdminPage draws, and a tenant that is not the admin’s is an error, not a crash', async () => {
    const screen = draw(await sample('AdminPage.tsx', 'default'), {})
    screen.close()
    const Dashboard = await sample<{ tenantId: string }>('AdminDashboard.tsx', 'AdminDashboard')
    const foreign = draw(Dashboard, { tenantId: 'globex' })
    await foreign.shows(/Error: .*0 users online/)
    foreign.close()
  })

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
