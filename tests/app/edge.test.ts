import { once } from 'node:events'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test } from 'vitest'
import { EDGE_HEADER, readEdgeHeader } from '@/services/edge'
import { until } from '../infrastructure/processes'
import { request } from './support/people'
import {
  EDGE_SECRET,
  type FakeBackEnd,
  startFakeBackEnd,
  startTestEdge,
  type TestEdge,
} from './support/testEdge'

const redisUrl = process.env.TEST_REDIS_URL
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

async function backEnd(
  answer: Parameters<typeof startFakeBackEnd>[0] = (_request, response) =>
    response.end('{"from":"a"}'),
): Promise<FakeBackEnd> {
  const started = await startFakeBackEnd(answer)
  opened.push(started)
  return started
}

async function edge(backEnds: readonly string[], env = {}): Promise<TestEdge> {
  const started = await startTestEdge(backEnds, env)
  opened.push(started)
  return started
}

/** A request as it is written down, for what `fetch` would not send. */
function raw(url: string, method: string, headers: Record<string, string> = {}): ClientRequest {
  return httpRequest(url, { method, headers })
}

async function answerTo(
  asked: ClientRequest,
): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) }
}

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
}

describe('what reaches a back end', () => {
  test('ED-2 is signed for the client’s address; what the client said under the names of proxies is gone', async () => {
    const { url, received } = await backEnd()
    const { url: edgeUrl } = await edge([url])
    await request(edgeUrl, 'GET', '/api/people?q=a', {
      headers: {
        [EDGE_HEADER]: 'forged',
        'x-forwarded-for': '6.6.6.6',
        'x-forwarded-proto': 'https',
        'cf-ipcountry': 'SE',
        'x-request-id': 'mine',
      },
    })
    const [{ headers, method = '', url: path = '' } = {} as IncomingMessage] = received
    const proof = { secrets: [EDGE_SECRET], nowMs: Date.now() }
    const said = readEdgeHeader(String(headers[EDGE_HEADER]), { method, url: path }, proof)
    expect(path).toBe('/api/people?q=a')
    expect(said).toMatchObject({ address: '127.0.0.1', tag: expect.stringMatching(/^[\w-]{8}$/) })
    expect(said?.requestId).not.toBe('mine')
    expect(headers['x-forwarded-for']).toBe('127.0.0.1')
    expect(headers).not.toHaveProperty('x-forwarded-proto')
    expect(headers).not.toHaveProperty('cf-ipcountry')
  })

  test('ED-2 behind a balancer has the address and the country that the balancer saw', async () => {
    const { url, received } = await backEnd()
    const { url: edgeUrl } = await edge([url], { TRUST_PROXY: '1' })
    const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'cf-ipcountry': 'SE' }
    await request(edgeUrl, 'GET', '/', { headers })
    expect(received[0]?.headers).toMatchObject({
      'x-forwarded-for': '203.0.113.9',
      'cf-ipcountry': 'SE',
    })
  })

  test('ED-8 comes and is answered while it is still on its way', async () => {
    const { url } = await backEnd((asked, response) => {
      asked.on('data', (chunk: Buffer) => response.write(`got ${chunk}.`))
      asked.on('end', () => response.end('all'))
    })
    const { url: edgeUrl } = await edge([url])
    const upload = raw(`${edgeUrl}/api/uploads`, 'POST', { 'transfer-encoding': 'chunked' })
    upload.write('one')
    const [answer] = (await once(upload, 'response')) as [IncomingMessage]
    const [first] = await once(answer, 'data')
    expect(String(first)).toBe('got one.')
    upload.end('two')
    expect(await text(answer)).toBe('got two.all')
  })

  test('ED-8 is no longer than it may be, whether it says so or not', async () => {
    const { url, received } = await backEnd((asked, response) => {
      asked.resume().on('end', () => response.end('{}'))
    })
    const { url: edgeUrl } = await edge([url], { EDGE_MAX_BODY_BYTES: '1024' })
    const fits = await request(edgeUrl, 'POST', '/api/uploads', { body: 'a'.repeat(1024) })
    expect(fits.status).toBe(200)
    const long = await request(edgeUrl, 'POST', '/api/uploads', { body: 'a'.repeat(1025) })
    expect(long).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE', retry: false } })
    expect(received).toHaveLength(1)
    const endless = raw(`${edgeUrl}/api/uploads`, 'POST', { 'transfer-encoding': 'chunked' })
    endless.on('error', () => undefined)
    endless.write('a'.repeat(1000))
    await until('it has begun', () => received[1])
    endless.write('a'.repeat(1000))
    expect(await answerTo(endless)).toMatchObject({
      status: 413,
      body: expect.stringContaining('PAYLOAD_TOO_LARGE'),
    })
    await until('the back end is rid of it', () => received[1]?.destroyed || undefined)
    const headers = { 'x-long': 'a'.repeat(20_000) }
    expect((await answerTo(raw(edgeUrl, 'GET', headers).end())).status).toBe(431)
  })

  test('ED-9 is nothing that edge and back ends say to each other, and nothing odd', async () => {
    const { url, received } = await backEnd()
    const { url: edgeUrl } = await edge([url])
    expect((await request(edgeUrl, 'POST', '/api/edge/key')).body).toMatchObject({
      code: 'NOT_FOUND',
    })
    const { port } = new URL(edgeUrl)
    const odd = (method: string, path: string) =>
      answerTo(httpRequest({ port, method, path }).end())
    expect((await odd('TRACE', '/')).status).toBe(400)
    expect((await odd('GET', 'http://inside.example.com/')).status).toBe(400)
    expect(received).toHaveLength(0)
  })
})

describe('what the edge refuses itself', () => {
  test('ED-7 is a key that no back end knows, or that no key can look like', async () => {
    const { url, received } = await backEnd()
    const { url: edgeUrl } = await edge([url])
    const shown = (key: string) =>
      request(edgeUrl, 'GET', '/api/x', { headers: { 'x-api-key': key } })
    const refused = await shown('parley_pk_wrong')
    expect(refused).toMatchObject({
      status: 401,
      body: { code: 'INVALID_API_KEY', error: 'Invalid API key' },
    })
    expect(refused.headers.get('x-request-id')).toBe(refused.body.requestId)
    expect(refused.headers.get('access-control-allow-origin')).toBe('*')
    expect((await shown('parley_pk_')).status).toBe(401)
    expect(received).toHaveLength(0)
    expect((await shown('parley_pk_right')).status).toBe(200)
    expect((await request(edgeUrl, 'GET', '/api/x', { token: 'ey.of.somebody' })).status).toBe(200)
  })

  test('ED-10 is too much from one address, or with one key', async () => {
    const { url } = await backEnd()
    const limits = { LIMIT_EDGE_ADDRESS_PER_MINUTE: '4', LIMIT_EDGE_KEY_PER_MINUTE: '1' }
    const { url: edgeUrl } = await edge([url], { ...limits, TRUST_PROXY: '1' })
    const from = (address: string, key?: string) =>
      request(edgeUrl, 'GET', '/', {
        headers: { 'x-forwarded-for': address, ...(key && { 'x-api-key': key }) },
      })
    expect((await from('203.0.113.1', 'parley_sk_a')).status).toBe(200)
    const again = await from('203.0.113.2', 'parley_sk_a')
    expect(again).toMatchObject({ status: 429, body: { code: 'RATE_LIMIT_EXCEEDED', retry: true } })
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await from('203.0.113.1', 'parley_sk_b')).status).toBe(200)
    const statuses = [
      await from('203.0.113.1'),
      await from('203.0.113.1'),
      await from('203.0.113.1'),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429])
    expect((await from('203.0.113.3')).status).toBe(200)
  })

  test.runIf(redisUrl)('ED-18 is counted over all edges that know one Redis', async () => {
    const REDIS_URL = Object.assign(new URL(redisUrl ?? ''), { pathname: '/14' }).href
    const redis = new Redis(REDIS_URL)
    await redis.flushdb()
    redis.disconnect()
    const { url } = await backEnd()
    const env = { REDIS_URL, LIMIT_EDGE_ADDRESS_PER_MINUTE: '3', TRUST_PROXY: '1' }
    const edges = [await edge([url], env), await edge([url], env)]
    const statuses: number[] = []
    for (const nth of [0, 1, 0, 1, 0]) {
      const headers = { 'x-forwarded-for': '203.0.113.4' }
      statuses.push((await request(edges[nth]?.url ?? '', 'GET', '/', { headers })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429])
  })

  test('ED-11 is everything while no back end is up, and says when to come back', async () => {
    const gone = await startFakeBackEnd(() => undefined)
    await gone.close()
    const { url } = await edge([gone.url])
    const refused = await request(url, 'GET', '/chat')
    expect(refused).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE', retry: true } })
    expect(refused.headers.get('retry-after')).toBe('2')
    const upgrade = await answerTo(
      raw(`${url}/socket.io/?EIO=4&transport=websocket`, 'GET', UPGRADE).end(),
    )
    expect(upgrade).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
    expect((await request(url, 'GET', '/api/health')).status).toBe(200)
    expect(await request(url, 'GET', '/api/ready')).toMatchObject({
      status: 503,
      body: { dependencies: { 'back end 1': { kind: 'down', ok: false } } },
    })
  })
})

describe('a back end that breaks', () => {
  const broken = () => backEnd((asked) => asked.socket.destroy())

  test('ED-12 is stood in for by another where asking twice changes nothing', async () => {
    const [bad, good] = [await broken(), await backEnd()]
    const { url } = await edge([bad.url, good.url])
    for (let nth = 0; nth < 12; nth += 1) {
      expect(await request(url, 'GET', `/api/people?${nth}`)).toMatchObject({
        status: 200,
        body: { from: 'a' },
      })
    }
    expect(bad.received.length).toBeGreaterThan(0)
    const posts = await Promise.all(
      Array.from({ length: 12 }, () => request(url, 'POST', '/webchat/message', { body: {} })),
    )
    const refused = posts.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    expect(good.received.length + refused.length).toBe(24)
    expect(refused[0]).toMatchObject({
      status: 502,
      body: { code: 'BACKEND_ERROR', error: 'Backend API error', retry: true },
    })
  })

  test('ED-12 by saying nothing is given up after EDGE_TIMEOUT_MS, and nobody else is asked', async () => {
    const silent = await backEnd(() => undefined)
    const other = await backEnd(() => undefined)
    const { url } = await edge([silent.url, other.url], { EDGE_TIMEOUT_MS: '1000' })
    expect((await request(url, 'GET', '/api/people')).status).toBe(502)
    expect(silent.received.length + other.received.length).toBe(1)
  })

  test('ED-12 in the midst of an answer ends it there, so that nobody takes it for whole', async () => {
    const { url } = await backEnd((asked, response) => {
      response.write('{"half":')
      setImmediate(() => asked.socket.destroy())
    })
    const { url: edgeUrl } = await edge([url])
    await expect(fetch(`${edgeUrl}/api/people`).then((answer) => answer.text())).rejects.toThrow()
  })
})

describe('those who run an edge', () => {
  test('ED-13 read its figures, from loopback or with the token', async () => {
    const { url } = await backEnd()
    const { url: edgeUrl } = await edge([url])
    await request(edgeUrl, 'GET', '/api/people')
    await request(edgeUrl, 'TRACE' as 'GET', '/').catch(() => undefined)
    await request(edgeUrl, 'GET', '/api/edge/key')
    const figures = (await request<{ text: string }>(edgeUrl, 'GET', '/metrics')).body.text
    expect(figures).toContain(`parley_edge_request_seconds_count{back_end="${url}",status="2xx"} 1`)
    expect(figures).toContain(`parley_edge_back_end_ready{back_end="${url}"} 1`)
    expect(figures).toContain('parley_edge_refusals_total{code="NOT_FOUND"} 1')
    const { url: closed } = await edge([url], { METRICS_TOKEN: 'a-token' })
    expect((await request(closed, 'GET', '/metrics')).status).toBe(403)
    expect((await request(closed, 'GET', '/metrics', { token: 'a-token' })).status).toBe(200)
  })

  test('ED-13 find no key, token or query in its log', async () => {
    const { url } = await backEnd()
    const one = await edge([url])
    const headers = { 'x-api-key': 'parley_sk_wrong', cookie: 'session=SECRET' }
    await request(one.url, 'GET', '/api/people?q=SECRET', { token: 'SECRET', headers })
    expect(one.log()).toContain('"path":"/api/people"')
    expect(one.log()).not.toMatch(/SECRET|parley_sk|a-secret/)
  })

  test('ED-14 end it: it is not ready, lets nobody new in, and finishes what it has', async () => {
    let finish: () => unknown = () => undefined
    const { url, received } = await backEnd((_asked, response) => {
      finish = () => response.end('{"done":true}')
    })
    const started = await startTestEdge([url])
    const slow = request(started.url, 'GET', '/api/people')
    await until('it is under way', () => received[0])
    const closing = started.close()
    await expect(fetch(`${started.url}/api/health`)).rejects.toThrow()
    finish()
    expect((await slow).body).toEqual({ done: true })
    await closing
  })
})
