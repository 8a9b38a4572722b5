import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'

let app: TestApp
let ada: Person

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
  expect((await ada.call('GET', '/api/admin/presence/history')).status).toBe(200)
  await app.app.database.close()
})
afterAll(() => app.close())

const asked: [string, string, object?][] = [
  ['GET', '/api/admin/presence/history'],
  ['GET', '/api/admin/presence/users/u_somebody'],
  ['GET', '/api/admin/presence/settings'],
  ['PUT', '/api/admin/presence/settings', { idleAfterSeconds: 60, awayAfterSeconds: 60 }],
  ['GET', '/api/privatechat/conversations'],
  ['POST', '/api/auth/sign-in', { email: 'ada@example.com', password: 'demo-demo-demo' }],
  ['POST', '/api/chat/anonymous-token', { tenantId: 'tenant-123' }],
]

test.each(asked)(
  'RT-50 while the database is away %s %s is refused, for now',
  async (method, path, body) => {
    const headers = { 'x-api-key': 'parley_pk_demo' }
    const options = path.startsWith('/api/chat') ? { headers } : { token: ada.token }
    const answer = await request(app.url, method, path, { ...options, body })
    expect(answer.body).toMatchObject({ success: false, code: 'UNAVAILABLE', retry: true })
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  },
)
