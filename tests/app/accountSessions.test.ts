import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccessGrant } from '@/lib/accountProtocol'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { refusedHandshake } from './support/testSocket'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

describe('a socket', () => {
  test('RT-5 lives on with a new token of the same person', async () => {
    const ada = await signIn(app.url, 'ada')
    const tab = await ada.connect()
    const { body } = await request<AccessGrant>(app.url, 'POST', '/api/auth/token', {
      token: ada.sessionToken,
      body: {},
    })
    const { expiresIn } = await tab.demand('auth_refresh', { token: body.token })
    expect(expiresIn).toBeGreaterThan(600)
    tab.close()
  })

  test('RT-5 refuses the token of somebody else, and nonsense', async () => {
    const [ada, ben] = [await signIn(app.url, 'ada'), await signIn(app.url, 'ben')]
    const tab = await ada.connect()
    expect(await tab.ask('auth_refresh', { token: ben.token })).toMatchObject({ success: false })
    expect(await tab.ask('auth_refresh', { token: 'nonsense' })).toMatchObject({
      code: 'INVALID_JWT_TOKEN',
    })
    tab.close()
  })

  test('RT-5 is closed with a word when its sign-in ends, and others of the person are not', async () => {
    const [here, there] = [await signIn(app.url, 'ada'), await signIn(app.url, 'ada')]
    const [tab, otherTab, elsewhere] = [
      await here.connect(),
      await here.connect(),
      await there.connect(),
    ]
    await signOut(here)
    for (const closed of [tab, otherTab]) {
      await closed.isClosed()
      expect(closed.heard('session_revoked')).toHaveLength(1)
    }
    expect(elsewhere.connected).toBe(true)
    elsewhere.close()
  })

  test('RT-5 is refused with a token whose sign-in has ended', async () => {
    const ben = await signIn(app.url, 'ben')
    await signOut(ben)
    const refused = await refusedHandshake(app.url, { token: ben.token })
    expect(refused.data?.code).toBe('INVALID_JWT_TOKEN')
    expect((await ben.call('GET', '/api/online-users')).status).toBe(401)
  })
})

describe('a browser', () => {
  const account = { name: 'Chloe', email: 'chloe@acme.example', password: 'a long enough password' }

  test('signs up, is known by its cookie, and signs out', async () => {
    const joined = await request(app.url, 'POST', '/api/auth/sign-up', { body: account })
    expect(joined).toMatchObject({ status: 200, body: { user: { name: 'Chloe' } } })
    const cookie = cookieOf(joined.headers)
    expect(joined.headers.get('set-cookie')).toMatch(
      /HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i,
    )
    const session = await request(app.url, 'GET', '/api/auth/session', { headers: { cookie } })
    expect(session.body).toMatchObject({ user: { email: account.email } })
    await request(app.url, 'POST', '/api/auth/sign-out', { headers: { cookie }, body: {} })
    const after = await request(app.url, 'POST', '/api/auth/token', {
      headers: { cookie },
      body: {},
    })
    expect(after.status).toBe(401)
  })

  test('writes with its cookie only from our own pages, and only JSON', async () => {
    const { headers } = await request(app.url, 'POST', '/api/auth/sign-in', { body: account })
    const cookie = cookieOf(headers)
    const token = (extra: Record<string, string>) =>
      request(app.url, 'POST', '/api/auth/token', { body: {}, headers: { cookie, ...extra } })
    expect((await token({})).status).toBe(200)
    expect((await token({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await token({ 'content-type': 'text/plain' })).status).toBeGreaterThanOrEqual(400)
  })

  test('that shows a token is known by the token, not by its cookie', async () => {
    const { headers } = await request(app.url, 'POST', '/api/auth/sign-in', { body: account })
    const answer = await request(app.url, 'GET', '/api/online-users', {
      headers: { cookie: cookieOf(headers) },
      token: 'nonsense',
    })
    expect(answer).toMatchObject({ status: 401, body: { code: 'INVALID_JWT_TOKEN' } })
  })
})

function signOut({ sessionToken }: Person) {
  return request(app.url, 'POST', '/api/auth/sign-out', { token: sessionToken, body: {} })
}

function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
