import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { configure } from '@/lib/config'
import type {
  ConnectedUsers,
  PushState,
  SendPushAnswer,
  UserConnection,
} from '@/lib/gatewayProtocol'
import { useGateway } from '@/lib/hooks/useGateway'
import { type Person, signIn } from '../app/support/people'
import { PUBLISHABLE, TENANT } from '../app/support/visitors'
import { until } from '../infrastructure/processes'
import {
  closeAll,
  configureFor,
  draw,
  openBrowser,
  sample,
  startParley,
  type TestParley,
} from './support/adminApp'

/** What the guide prints for what only its reader knows. */
const PRINTED = {
  server: 'http://localhost:3000',
  clientToken: 'your-jwt-access-token',
  accessToken: '<access_token>',
  userId: '507f1f77bcf86cd799439011',
}
let parley: TestParley
let ada: Person
let ben: Person
const logged = vi.fn()
const sockets: Socket[] = []

await vi.hoisted(async () => {
  // React asks once, when it is loaded, which events the browser has.
  const { Window } = await import('happy-dom')
  const window = new Window()
  const { document, navigator } = window
  for (const [name, value] of Object.entries({ window, document, navigator }))
    vi.stubGlobal(name, value)
})

/** Puts the reader's server and token in; browsers also say which page connects. */
vi.mock('socket.io-client', async (original) => {
  const client = await original<typeof import('socket.io-client')>()
  const filledIn = (value: string) => value.replace(PRINTED.clientToken, ben.token)
  const io = (
    url: string,
    { auth, extraHeaders, ...rest }: Partial<ManagerOptions & SocketOptions>,
  ) => {
    const { Authorization } = extraHeaders ?? {}
    const { token } = (typeof auth === 'object' ? auth : {}) as { token?: string }
    return client.io(url.replace(PRINTED.server, parley.url), {
      ...rest,
      ...(auth && { auth: token ? { token: filledIn(token) } : auth }),
      extraHeaders: {
        ...(Authorization && { Authorization: filledIn(Authorization) }),
        ...(typeof location !== 'undefined' && { origin: location.origin }),
      },
    })
  }
  return { ...client, io, default: io }
})

beforeAll(async () => {
  parley = await startParley()
  ada = await signIn(parley.url, 'ada')
  ben = await signIn(parley.url, 'ben')
})
beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(logged)
})
afterEach(() => {
  closeAll()
  for (const socket of sockets.splice(0)) socket.disconnect()
  vi.restoreAllMocks()
  logged.mockReset()
})
// The window stays: React still has work to do after the last test.
afterAll(() => parley.close())

const welcome = {
  message: 'Successfully connected to WebSocket',
  socketId: expect.any(String),
}

/** Ben has so many sockets. */
function isThere(sockets: number) {
  return until(`${sockets} sockets`, async () => {
    const path = `/api/gateway/status/${ben.userId}`
    return (await ada.call<UserConnection>('GET', path)).body.connections === sockets || undefined
  })
}

/** A sample without a screen. */
function script(file: string) {
  return import(`./samples/${file}.js`)
}

/** Waits until a sample has logged this. */
function isLogged(...words: unknown[]) {
  return expect.poll(() => logged.mock.calls, { interval: 20 }).toContainEqual(words)
}

function push(event: string, message: object) {
  return ada.call('POST', '/api/gateway/send', { userId: ben.userId, event, message })
}

describe('the calls of the gateway guide', () => {
  const curl = promisify(execFile)
  const isInstalled = curl('curl', ['--version']).then(
    () => true,
    () => false,
  )

  test('GW-31 its curl works as printed, to whoever is there and to whoever is not', async (context) => {
    context.skip(!(await isInstalled), 'curl is not installed')
    const printed = readFileSync('tests/guides/samples/gatewaySend.sh', 'utf8')
    const run = async (userId: string) => {
      const script = printed
        .replace(PRINTED.server, parley.url)
        .replace(PRINTED.accessToken, ada.token)
        .replace(PRINTED.userId, userId)
      return JSON.parse((await curl('sh', ['-c', script])).stdout)
    }
    expect(await run(PRINTED.userId)).toMatchObject({
      success: false,
      message: `User ${PRINTED.userId} is not connected`,
    })
    const tab = await ben.connect()
    expect(await run(ben.userId)).toMatchObject({
      success: true,
      message: `Message sent to user ${ben.userId}`,
    })
    await tab.hearsAny('notification')
    expect(tab.heardAny('notification')[0]?.[0]).toEqual({
      title: 'Test',
      body: 'This is a test notification',
    })
    tab.close()
  })

  test('GW-31 its other calls answer as printed', async () => {
    const tabs = [await ada.connect(), await ben.connect()]
    const userIds = [ada.userId, ben.userId]
    const message = { title: 'System Announcement', body: 'Scheduled maintenance tonight' }
    const announcement = { userIds, event: 'announcement', message }
    const many = await ada.call('POST', '/api/gateway/send-many', announcement)
    expect(many.body).toMatchObject({ success: true, message: 'Message sent to 2 users', userIds })
    for (const tab of tabs) await tab.hearsAny('announcement')
    const ask = async (path: string) => (await ada.call('GET', `/api/gateway/${path}`)).body
    expect(await ask(`status/${ben.userId}`)).toMatchObject({ userId: ben.userId, connected: true })
    const inAnyOrder = expect.toSatisfy((ids: string[]) => ids.sort().join() === userIds.join())
    expect(await ask('connected')).toEqual({ connectedUsers: inAnyOrder, count: 2 })
    expect(await ask('stats')).toMatchObject({ connectedUsers: 2, userIds: inAnyOrder })
    for (const tab of tabs) tab.close()
  })
})

describe('the clients of the gateway guide', () => {
  test.each(['gatewayToken', 'gatewayHeaders'])(
    'CL-98 GW-30 %s.js is welcomed, hears what is pushed, and is answered',
    async (file) => {
      const { listen, send } = await script('gatewayEvents')
      const { socket } = await script(file)
      sockets.push(socket)
      listen(socket)
      await isLogged(expect.objectContaining({ ...welcome, userId: ben.userId }))
      const message = { title: 'New Message', body: 'You have a new message' }
      for (const event of ['notification', 'alert', 'update']) await push(event, message)
      await isLogged('Notification:', message)
      await isLogged('Alert:', message)
      await isLogged('Update:', message)
      send(socket)
      const data = {
        receivedMessage: 'Your message here',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      }
      await isLogged({
        success: true,
        message: 'Message received by server',
        data: expect.objectContaining(data),
      })
      expect(logged).toHaveBeenCalledTimes(5)
    },
  )

  test('CL-98 GW-30 its complete example shows notifications, alerts and the connection, and sends', async () => {
    openBrowser()
    const alerted = vi.fn()
    vi.stubGlobal('alert', alerted)
    localStorage.setItem('accessToken', ben.token)
    const chat = draw(await sample('GatewayChatApp.jsx', 'ChatApp'), {})
    expect(chat.text()).toContain('🔴 Disconnected')
    await chat.shows(/🟢 Connected/)
    await isLogged('Connected:', expect.objectContaining({ ...welcome, userId: ben.userId }))
    await push('notification', { title: 'New Message', body: 'You have a new message' })
    await chat.shows(/New Message: You have a new message/)
    await push('alert', { message: 'Look' })
    await until('the alert', () => alerted.mock.calls.length === 1 || undefined)
    expect(alerted).toHaveBeenCalledWith('Look')
    chat.write('Type a message', 'Hello from the example')
    chat.press('Send')
    const data = expect.objectContaining({ receivedMessage: 'Hello from the example' })
    await isLogged('Server received:', expect.objectContaining({ success: true, data }))
    await ada.call('POST', '/api/gateway/disconnect', { userId: ben.userId })
    await chat.shows(/🔴 Disconnected/)
  })

  test('CL-98 GW-30 its first React example is welcomed, and sends', async () => {
    openBrowser()
    localStorage.setItem('accessToken', ben.token)
    const app = draw(await sample('GatewayApp.jsx', 'App'), {})
    await isLogged('Connected:', expect.objectContaining(welcome))
    await push('notification', { title: 'Test' })
    await isLogged('Received notification:', { title: 'Test' })
    app.press('Send Message')
    expect(app.text()).toBe('Send Message')
  })
})

describe('useGateway', () => {
  test('GW-40 GW-41 hears and acknowledges over one socket of the page, until nobody hears', async () => {
    openBrowser()
    configureFor(parley.url, ben)
    await isThere(0)
    const heard = vi.fn()
    const titles = ['first', 'second'].map((name) => {
      const hear = ({ title }: { title: string }) => void heard(name, title)
      return () => {
        const { isConnected } = useGateway<{ title: string }>('notification', hear)
        return isConnected ? 'Real-time' : 'Connecting'
      }
    })
    const shown = titles.map((title) => draw(title, {}))
    for (const screen of shown) await screen.shows(/Real-time/)
    await isThere(1)
    const push = { userId: ben.userId, event: 'notification', message: { title: 'Hello' } }
    const asked = { ...push, queue: true, requireAck: true }
    const { body } = await ada.call<SendPushAnswer>('POST', '/api/gateway/send', asked)
    await until('it is acknowledged', async () => {
      const path = `/api/gateway/messages/${body.messageId}`
      return (await ada.call<PushState>('GET', path)).body.status === 'acked' || undefined
    })
    expect(heard.mock.calls).toEqual([
      ['first', 'Hello'],
      ['second', 'Hello'],
    ])
    shown[0]?.close()
    await isThere(1)
    shown[1]?.close()
    await isThere(0)
  })

  test('GW-40 hears as the visitor of a website, and says why where it is refused', async () => {
    openBrowser()
    configure({ url: parley.url, apiKey: PUBLISHABLE, getToken: undefined })
    const heard = vi.fn()
    const Visitor = () => {
      const state = useGateway('update', heard, { tenantId: TENANT })
      return state.isConnected ? 'Real-time' : `${state.error?.message}`
    }
    const screen = draw(Visitor, {})
    await screen.shows(/Real-time/)
    const { body } = await ada.call<ConnectedUsers>('GET', '/api/gateway/connected')
    const [userId] = body.connectedUsers
    await ada.call('POST', '/api/gateway/send', { userId, event: 'update', message: 7 })
    await until('it is heard', () => heard.mock.calls.length === 1 || undefined)
    expect(heard).toHaveBeenCalledWith(7, expect.objectContaining({ requireAck: false }))
    await ada.call('POST', '/api/gateway/disconnect', { userId, reason: 'Closed for today' })
    await screen.shows(/Closed for today/)
  })
})
