import { freshDataFolder } from '../infrastructure/dataFolder'
import { freePort } from '../infrastructure/processes'
import { refusedStart, startServerProcess } from '../infrastructure/serverProcess'
import { expect, test } from './support/parley'

test.use({ storage: 'embedded' })

test('RT-8 a page runs no script that came without the nonce of its request', async ({
  page,
  complaints,
}) => {
  const response = await page.goto('/')
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/)
  expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
  const again = await page.request.get('/')
  expect(again.headers()['content-security-policy']).not.toBe(policy)
  expect(complaints).toEqual([])

  const refused = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          resolve(event.effectiveDirective),
        )
        document.body.insertAdjacentHTML(
          'beforeend',
          '<img src="data:," onerror="window.injected = 1">',
        )
      }),
  )
  expect(refused).toBe('script-src-attr')
  expect(await page.evaluate(() => 'injected' in window)).toBe(false)
})

test('every answer carries the headers that browsers guard by', async ({ request }) => {
  for (const path of ['/', '/chat', '/api/health', '/api/online-users']) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers()
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
    })
    expect(headers['x-request-id']).toBeTruthy()
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

test('RT-7 a door answers alike in front of Next and inside it', async ({ parley }) => {
  const folder = await freshDataFolder()
  const inside = await startServerProcess({
    program: 'built',
    port: await freePort(),
    env: { DATA_DIR: folder.path, HOT_ROUTES: '0' },
  })
  const calls: [string, string, string | undefined][] = [
    ['GET', '/api/online-users', undefined],
    ['GET', '/api/online-users?countOnly=true', undefined],
    ['GET', '/api/privatechat/conversations', undefined],
    ['GET', '/api/privatechat/messages/c_nowhere', undefined],
    [
      'POST',
      '/api/privatechat/message',
      '{"conversationId":"c_nowhere","text":"Hi","clientMessageId":"1"}',
    ],
    ['POST', '/api/privatechat/message', '{}'],
    ['POST', '/api/privatechat/message', 'not json'],
    ['POST', '/api/privatechat/read', '{"conversationId":"c_nowhere","seq":1}'],
  ]
  for (const signedIn of [true, false]) {
    for (const call of calls) {
      const [front, next] = [
        await answerOf(parley.url, call, signedIn),
        await answerOf(inside.url, call, signedIn),
      ]
      expect(next, call.join(' ')).toEqual(front)
    }
  }
  expect(await inside.terminate()).toBe(0)
  folder.remove()
})

test('what npm start runs ends in order when asked, and refuses a second process on its folder', async () => {
  const folder = await freshDataFolder()
  const options = {
    program: 'built',
    port: await freePort(),
    env: { DATA_DIR: folder.path },
  } as const
  const first = await startServerProcess(options)
  const sentence = await refusedStart({ ...options, port: await freePort() })
  expect(sentence).toContain('is in use by another Parley')
  const askedAtMs = Date.now()
  expect(await first.terminate()).toBe(0)
  expect(Date.now() - askedAtMs).toBeLessThan(10_000)
  folder.remove()
})

/** Status, body and the headers of a door; what differs by nature is left out. */
async function answerOf(
  url: string,
  [method, path, body]: [string, string, string | undefined],
  signedIn: boolean,
) {
  const headers: Record<string, string> = { origin: url, 'content-type': 'application/json' }
  if (signedIn) headers.authorization = `Bearer ${await tokenOf(url)}`
  const response = await fetch(url + path, { method, headers, ...(body && { body }) })
  const {
    requestId: _id,
    epoch: _epoch,
    ...answer
  } = (await response.json()) as Record<string, unknown>
  const names = ['content-type', 'cache-control', 'x-ratelimit-limit', 'retry-after']
  return {
    status: response.status,
    answer,
    headers: names.map((name) => `${name}: ${response.headers.get(name)}`),
  }
}

async function tokenOf(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: '{"as":"ada"}',
  })
  return ((await response.json()) as { token: string }).token
}
