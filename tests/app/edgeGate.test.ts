import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EDGE_HEADER, signedByEdge } from '@/services/edge'
import { request } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { refusedHandshake } from './support/testSocket'

const SECRET = 'a-secret-of-edge-and-back-ends-of-32-characters'
const DEMO = '/api/auth/demo'

describe('a back end that trusts its edge alone', () => {
  let app: TestApp

  beforeAll(async () => {
    const limits = { LIMIT_ADDRESS_PER_MINUTE: '3', TRUST_PROXY: '1' }
    app = await startTestApp({ EDGE_SECRET: SECRET, TRUST_EDGE_ONLY: '1', ...limits })
  })
  afterAll(() => app.close())

  const through = (address: string, url: string, secret = SECRET) => {
    const said = { address, requestId: 'r-of-the-edge', tag: 't' }
    const line = { method: 'POST', url }
    const header = signedByEdge(line, said, { secret, nowMs: Date.now() })
    return request(app.url, 'POST', DEMO, {
      body: { as: 'ada' },
      headers: { [EDGE_HEADER]: header, 'x-forwarded-for': crypto.randomUUID() },
    })
  }

  test('ED-2 counts requests by the address that the edge signed, whatever else is said', async () => {
    const first = await through('203.0.113.1', DEMO)
    expect(first.status).toBe(200)
    expect(first.headers.get('x-request-id')).toBe('r-of-the-edge')
    expect(await statuses(4, () => through('203.0.113.2', DEMO))).toEqual([200, 200, 200, 429])
    expect((await through('203.0.113.3', DEMO)).status).toBe(200)
  })

  test('ED-2 refuses a header that another secret signed, or that is for another address', async () => {
    const forged = await through('203.0.113.4', DEMO, `${SECRET}!`)
    expect(forged).toMatchObject({ status: 403, body: { code: 'FORBIDDEN', success: false } })
    expect((await through('203.0.113.4', '/api/auth/sign-in')).status).toBe(403)
  })

  test('ED-3 refuses requests, polling and sockets that come by themselves', async () => {
    const alone = await request(app.url, 'POST', DEMO, { body: { as: 'ada' } })
    expect(alone.body).toMatchObject({
      code: 'FORBIDDEN',
      error: 'Requests come through the edge only',
      retry: false,
    })
    expect((await request(app.url, 'GET', '/api/ready')).status).toBe(403)
    expect((await request(app.url, 'GET', '/socket.io/?EIO=4&transport=polling')).status).toBe(403)
    await refusedHandshake(app.url, { token: 'any' })
    expect(await upgradeStatus(app.url)).toBe(403)
    expect((await request(app.url, 'GET', '/api/health')).status).toBe(200)
    expect((await request(app.url, 'GET', '/metrics')).status).toBe(200)
  })
})

async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const found: number[] = []
  for (let nth = 0; nth < count; nth += 1) found.push((await ask()).status)
  return found
}

function upgradeStatus(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
    }
    httpRequest(`${url}/api/socketio/?EIO=4&transport=websocket`, { headers })
      .on('response', ({ statusCode }) => resolve(statusCode))
      .on('upgrade', () => resolve(101))
      .on('error', reject)
      .end()
  })
}
