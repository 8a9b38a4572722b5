import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChatAPI } from '@/lib/api'
import { configure } from '@/lib/config'
import { ChatWebSocket, type OnlineUser } from '@/lib/ws'
import { type Person, signIn } from '../app/support/people'
import { PUBLISHABLE, SECRET, TENANT } from '../app/support/visitors'
import { until } from '../infrastructure/processes'
import { openBrowser, startParley, type TestParley } from './support/adminApp'

let parley: TestParley

/** Browsers say which page connects. */
vi.mock('socket.io-client', async (original) => {
  const client = await original<typeof import('socket.io-client')>()
  const io = (url: string, options: object) => {
    const isPage = typeof location !== 'undefined'
    return client.io(url, { ...options, extraHeaders: isPage ? { origin: location.origin } : {} })
  }
  return { ...client, io, default: io }
})

let ada: Person
let ben: Person
const logged = vi.fn()
const sockets: ChatWebSocket[] = []

beforeAll(async () => {
  parley = await startParley()
  ada = await signIn(parley.url, 'ada')
  ben = await signIn(parley.url, 'ben')
})
beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(logged)
  openBrowser()
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  logged.mockReset()
})
afterAll(() => parley.close())

describe('the sample of the private messaging guide', () => {
  test('CL-98 reads who is online, and the number alone', async () => {
    const tab = await ben.connect()
    const { getOnlineUsers } = await script('getOnlineUsers')
    const reach = globalThis.fetch
    vi.stubGlobal('fetch', (path: string) =>
      reach(parley.url + path, { headers: { authorization: `Bearer ${ada.token}` } }),
    )
    getOnlineUsers?.()
    await until('both answers are there', () => logged.mock.calls.length === 3 || undefined)
    const [users, count] = logged.mock.calls.map(([, value]) => value)
    expect(users).toEqual([expect.objectContaining({ userId: ben.userId, name: 'Ben' })])
    expect(count).toBe(1)
    tab.close()
  })
})

describe('a website', () => {
  test('CL-92 has one visitor in all tabs, whom admins see on the page of the moment', async () => {
    configure({ url: parley.url, apiKey: PUBLISHABLE, getToken: undefined })
    const seen = await watching()
    const info = { url: 'https://shop.example/shoes', title: 'Shoes', domain: 'localhost' }
    const first = visit(info)
    await first.isConnected
    const [shopper] = await seen(1)
    expect(shopper).toMatchObject({ ...info, sessionId: expect.stringMatching(/^s_/) })
    const second = visit({ ...info, url: 'https://shop.example/socks' })
    await second.isConnected
    first.leave()
    const [still] = await seen(1)
    expect(still).toMatchObject({ userId: shopper?.userId, sessionId: shopper?.sessionId })
    second.leave()
    await seen(0)
    const afterRestart = visit(info)
    await afterRestart.isConnected
    expect((await seen(1))[0]?.sessionId).toBe(shopper?.sessionId)
  })

  test('CL-84 is refused the list of everybody, whatever it claims to be', async () => {
    configure({ url: parley.url, apiKey: PUBLISHABLE, getToken: undefined })
    const errors: Error[] = []
    const onError = (error: Error) => errors.push(error)
    keep(new ChatWebSocket(TENANT, { onError }, undefined, true))
    await until('it is refused', () => errors[0])
    expect(errors[0]).toMatchObject({ code: 'FORBIDDEN' })
    const asked = new ChatAPI(TENANT).getOnlineUsers()
    await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN', retry: false })
  })
})

describe('a back end', () => {
  test('CL-98 with a secret key reads and watches like an admin', async () => {
    vi.unstubAllGlobals()
    configure({ url: parley.url, apiKey: SECRET, getToken: undefined })
    const tab = await ben.connect()
    const hasBen = (users: OnlineUser[]) => users.some(({ userId }) => userId === ben.userId)
    expect(hasBen(await new ChatAPI(TENANT).getOnlineUsers())).toBe(true)
    let users: OnlineUser[] = []
    const onUserOffline = (gone: string) => {
      users = users.filter(({ userId }) => userId !== gone)
    }
    const onOnlineUsersList = (list: OnlineUser[]) => {
      users = list
    }
    keep(new ChatWebSocket(TENANT, { onOnlineUsersList, onUserOffline }, undefined, true))
    await until('the list is there', () => hasBen(users) || undefined)
    tab.close()
    await until('ben is gone', () => !hasBen(users) || undefined)
  })
})

/** A sample without a screen. */
function script(file: string): Promise<Record<string, () => void>> {
  return import(`./samples/${file}.js`)
}

function keep(socket: ChatWebSocket): ChatWebSocket {
  sockets.push(socket)
  return socket
}

function visit(info: object) {
  let socket: ChatWebSocket | undefined
  const isConnected = new Promise<void>((resolve) => {
    socket = keep(new ChatWebSocket(TENANT, { onConnect: resolve }, info))
  })
  return { leave: () => socket?.disconnect(), isConnected }
}

/** Waits until an admin sees so many visitors. */
async function watching(): Promise<(count: number) => Promise<OnlineUser[]>> {
  const everybody = async () => {
    const { body } = await ada.call<{ users: OnlineUser[] }>(
      'GET',
      `/api/chat/online-users?tenantId=${TENANT}`,
    )
    return body.users.filter(({ kind }) => kind === 'visitor')
  }
  return (count) =>
    until(`${count} visitors are seen`, async () => {
      const visitors = await everybody()
      return visitors.length === count ? visitors : undefined
    })
}
