import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebsiteAnswer } from '@/lib/webchatProtocol'
import { openEngineSocket } from '@/widget/loader/engineSocket'
import { request } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { newVisitor, PUBLISHABLE, SECRET, SHOP, TENANT, write } from './support/visitors'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

function website(key: string, origin: string | null, more = {}) {
  const headers = { authorization: `Bearer ${key}`, ...more }
  return request<WebsiteAnswer>(app.url, 'GET', '/api/chat/website', { origin, headers })
}

describe('the website of a key', () => {
  test('WG-2 is told to its pages', async () => {
    expect(await website(PUBLISHABLE, SHOP)).toMatchObject({
      status: 200,
      body: { tenantId: TENANT, name: 'Demo' },
    })
  })

  test('WG-2 is told to the server’s own pages, whose browsers name no origin', async () => {
    const own = { 'sec-fetch-site': 'same-origin' }
    expect((await website(PUBLISHABLE, null, own)).status).toBe(200)
    const other = { 'sec-fetch-site': 'cross-site' }
    expect((await website(PUBLISHABLE, null, other)).status).toBe(403)
  })

  test.each<[string, string, string | null, number, string]>([
    ['a wrong key', 'parley_pk_wrong', SHOP, 401, 'INVALID_API_KEY'],
    ['another site', PUBLISHABLE, 'https://evil.example', 403, 'ORIGIN_NOT_ALLOWED'],
    ['no page', PUBLISHABLE, null, 403, 'ORIGIN_NOT_ALLOWED'],
    ['a secret key in a page', SECRET, SHOP, 403, 'FORBIDDEN'],
  ])('WG-5 is not told to %s', async (_, key, origin, status, code) => {
    expect(await website(key, origin)).toMatchObject({ status, body: { code } })
  })
})

test.each(['/webchat/message', '/api/chat/messages'])(
  'WG-13 pages of the tenant’s sites, and no others, may call %s',
  async (path) => {
    const asked = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': 'POST' }
      const answer = await fetch(app.url + path, { method: 'OPTIONS', headers })
      return { status: answer.status, allowed: answer.headers.get('access-control-allow-origin') }
    }
    expect(await asked(SHOP)).toEqual({ status: 204, allowed: SHOP })
    expect(await asked('https://evil.example')).toEqual({ status: 204, allowed: null })
  },
)

describe('the widget’s own socket', () => {
  /** A socket, and what it has heard. */
  function open(auth: { token?: string }) {
    const heard: [event: string, payload: unknown][] = []
    const query = { tenantId: TENANT, url: `${SHOP}/` }
    const socket = openEngineSocket({ url: app.url, query, auth: () => auth })
    for (const event of [
      'connect',
      'connect_error',
      'disconnect',
      'connected',
      'meta_message_created',
    ])
      socket.on(event, (payload) => heard.push([event, payload]))
    return { socket, heard, events: () => heard.map(([event]) => event) }
  }

  test.each(['websocket', 'polling'] as const)(
    'WG-17 connects by %s, hears events and has its questions answered',
    async (transport) => {
      const visitor = await newVisitor(app.url)
      const { socket, heard, events } = open({ token: visitor.token })
      socket.connect([transport])
      await expect.poll(events).toContain('connected')
      expect(heard.find(([event]) => event === 'connected')?.[1]).toMatchObject({
        userId: visitor.userId,
        sessionId: visitor.sessionId,
      })
      const answer = await new Promise((resolve) => {
        const written = { text: 'Hello „Köln“', clientMessageId: 'k_1' }
        socket.ask('message', written, 5000, (_, said) => resolve(said))
      })
      expect(answer).toMatchObject({ success: true, seq: 1, duplicate: false })
      await write(app.url, visitor, { text: 'From another tab' })
      await expect
        .poll(() => heard.filter(([event]) => event === 'meta_message_created').length)
        .toBe(2)
      socket.disconnect()
      expect(socket.connected).toBe(false)
    },
  )

  test('WG-17 is refused with the server’s code, and answers nobody once it is closed', async () => {
    const { socket, heard, events } = open({ token: 'nonsense' })
    socket.connect(['websocket', 'polling'])
    await expect.poll(events).toEqual(['connect_error'])
    expect(heard[0]?.[1]).toMatchObject({
      message: 'Invalid JWT token',
      data: { code: 'INVALID_JWT_TOKEN' },
    })
    const failed = await new Promise((resolve) => {
      socket.ask('message', { text: 'Hello' }, 5000, resolve)
    })
    expect(failed).toBeInstanceOf(Error)
  })

  test('WG-17 tells when the server cuts it off, and fails what is not answered', async () => {
    const { token } = await newVisitor(app.url)
    const { socket, events } = open({ token })
    socket.connect(['websocket'])
    await expect.poll(events).toContain('connected')
    const unanswered = new Promise((resolve) => {
      socket.ask('nobody answers this', {}, 5000, (error) => resolve(error))
    })
    app.app.io.disconnectSockets(true)
    await expect.poll(events).toContain('disconnect')
    expect(await unanswered).toBeInstanceOf(Error)
  })
})
