import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERRORS, type ErrorCode } from '@/lib/errors'
import type { HandshakeAuth } from '@/lib/handshakeAuth'
import { until } from '../infrastructure/processes'
import { OWN_ORIGIN } from '../infrastructure/usualEnv'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { connect, refusedHandshake } from './support/testSocket'
import { accessToken, unsignedToken } from './support/tokens'

let app: TestApp
let ada: Person

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
})
afterAll(() => app.close())

describe('a handshake', () => {
  test('RT-3 with a token is welcomed and told who it is', async () => {
    const socket = await ada.connect()
    const welcome = await socket.hears('connected')
    expect(welcome).toMatchObject({
      message: 'Successfully connected to WebSocket',
      userId: ada.userId,
      socketId: socket.id,
      tenantId: 'tenant-123',
    })
    expect(welcome.expiresIn).toBeGreaterThan(600)
    socket.close()
  })

  test('RT-12 a line that broke after its upgrade from polling is noticed at once', async () => {
    const { sockets } = app.app.io.sockets
    const socket = io(app.url, {
      path: '/api/socketio',
      auth: { token: ada.token },
      transports: ['polling', 'websocket'],
      reconnection: false,
    })
    const { engine } = socket.io
    await new Promise((resolve) => engine.once('upgrade', resolve))
    const id = await until('it is connected', () => socket.id)
    const { ws } = engine.transport as unknown as { ws: { terminate(): void } }
    ws.terminate()
    await until('the server knows', () => !sockets.has(id) || undefined)
    socket.close()
  })

  const far = 'a-secret-of-somebody-else-with-more-than-32-characters'
  const refusals: [string, () => HandshakeAuth | Promise<HandshakeAuth>, string, ErrorCode][] = [
    ['without a token', () => ({}), 'JWT token required', 'UNAUTHENTICATED'],
    [
      'with a made-up token',
      () => ({ token: 'nonsense' }),
      'Invalid JWT token',
      'INVALID_JWT_TOKEN',
    ],
    [
      'signed by others',
      async () => ({ token: await accessToken({ secret: far }) }),
      'Invalid JWT token',
      'INVALID_JWT_TOKEN',
    ],
    [
      'signed by nobody',
      () => ({ token: unsignedToken() }),
      'Invalid JWT token',
      'INVALID_JWT_TOKEN',
    ],
    [
      'of another audience',
      async () => ({ token: await accessToken({ audience: 'visitor' }) }),
      'Invalid JWT token',
      'INVALID_JWT_TOKEN',
    ],
    [
      'of yesterday',
      async () => ({ token: await accessToken({ expiresAt: 1_700_000_000 }) }),
      'Invalid JWT token',
      'TOKEN_EXPIRED',
    ],
    [
      'with a made-up key',
      () => ({ apiKey: 'parley_sk_nonsense' }),
      'Invalid API key',
      'INVALID_API_KEY',
    ],
  ]

  test.each(refusals)(
    'RT-3 %s is refused with the sentence of the guides',
    async (_, auth, sentence, code) => {
      const refused = await refusedHandshake(app.url, await auth())
      expect(refused.message).toBe(sentence)
      expect(refused.data).toEqual({ code, retry: ERRORS[code].retry })
    },
  )

  test('RT-3 that names another tenant than its token is refused', async () => {
    const refused = await refusedHandshake(
      app.url,
      { token: ada.token },
      { query: { tenantId: 'globex' } },
    )
    expect(refused).toMatchObject({
      message: 'Tenant ID mismatch',
      data: { code: 'TENANT_MISMATCH' },
    })
  })

  test('RT-5 with the long-lived session token is refused: sockets take access tokens', async () => {
    const refused = await refusedHandshake(app.url, { token: ada.sessionToken })
    expect(refused.data?.code).toBe('INVALID_JWT_TOKEN')
  })

  test('is also answered at /socket.io, where clients of the guides connect', async () => {
    const socket = await connect(app.url, { token: ada.token }, { path: '/socket.io' })
    expect((await socket.hears('connected')).userId).toBe(ada.userId)
    socket.close()
  })
})

describe('an origin', () => {
  const transports = ['websocket', 'polling'] as const

  test.each(transports)('RT-4 of our own opens a socket over %s', async (transport) => {
    const socket = await connect(app.url, { token: ada.token }, fromOrigin(OWN_ORIGIN, transport))
    expect(socket.connected).toBe(true)
    socket.close()
  })

  test.each(transports)(
    'RT-4 of somebody else opens none over %s, even with a token',
    async (transport) => {
      const options = fromOrigin('https://evil.example', transport)
      const refused = await refusedHandshake(app.url, { token: ada.token }, options)
      expect(refused.message).toBe(transport === 'websocket' ? 'websocket error' : 'xhr poll error')
    },
  )

  test('RT-4 of somebody else gets no leave to read answers', async () => {
    const headers = { origin: 'https://evil.example' }
    const { headers: answered } = await request(app.url, 'OPTIONS', '/api/privatechat/message', {
      headers,
    })
    expect(answered.get('access-control-allow-origin')).toBeNull()
    const own = await request(app.url, 'OPTIONS', '/api/privatechat/message', {
      headers: { origin: OWN_ORIGIN },
    })
    expect(own.headers.get('access-control-allow-origin')).toBe(OWN_ORIGIN)
  })

  test('RT-4 of somebody else is refused over HTTP with a token of ours', async () => {
    const headers = { origin: 'https://evil.example' }
    const path = '/api/privatechat/conversations'
    const refused = await request(app.url, 'GET', path, { token: ada.token, headers })
    expect(refused).toMatchObject({ status: 403, body: { code: 'ORIGIN_NOT_ALLOWED' } })
    expect((await ada.call('GET', path)).status).toBe(200)
  })
})

function fromOrigin(origin: string, transport: 'websocket' | 'polling') {
  return { transports: [transport], extraHeaders: { origin } }
}
