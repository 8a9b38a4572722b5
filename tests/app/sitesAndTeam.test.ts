import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditAnswer, SiteAnswer, SitesAnswer, TeamAnswer } from '@/lib/developersProtocol'
import { until } from '../infrastructure/processes'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { PUBLISHABLE, SECRET } from './support/visitors'

const staging = 'https://staging.acme.test'
const SITES = '/api/admin/sites'
const TEAM = '/api/admin/team'

let app: TestApp
let ada: Person
let ben: Person

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
})
afterAll(() => app.close())

const sites = async () => (await ada.call<SitesAnswer>('GET', SITES)).body
const ask = (method: string, origin: string) =>
  request(app.url, method, '/api/chat/website', {
    origin,
    ...(method === 'GET' && { token: PUBLISHABLE }),
  })

test('DV-2 DV-3 DV-4 a page is refused with a reason, seen by the owner, and allowed', async () => {
  const { body: made } = await ada.call<SiteAnswer>('POST', SITES, { domain: 'https://Acme.test/' })
  expect(made.site).toMatchObject({ domain: 'acme.test', allowedOrigins: [] })
  const preflight = await ask('OPTIONS', staging)
  expect(preflight.headers.get('access-control-allow-origin')).toBe(staging)
  expect(await ask('GET', staging)).toMatchObject({
    status: 403,
    body: { code: 'ORIGIN_NOT_ALLOWED' },
  })
  const told = await until('the owner is told', async () => (await sites()).refused[0])
  expect(told.origin).toBe(staging)
  await ada.call('PATCH', `${SITES}/${made.site.id}`, { allowedOrigins: [`${staging}/shop`] })
  expect((await sites()).refused).toEqual([])
  expect((await ask('GET', staging)).status).toBe(200)
  await until('the visit is known', async () =>
    (await sites()).sites.find(({ id, lastVisitAt }) => id === made.site.id && lastVisitAt),
  )
  expect((await ada.call('DELETE', `${SITES}/${made.site.id}`)).status).toBe(200)
  expect((await ask('GET', staging)).status).toBe(403)
})

test('DV-16 what a site’s widget looks like is told to its pages', async () => {
  const look = { color: '#FD0', greeting: '  Hello,\n<b>there</b>  ' }
  const wish = { domain: 'look.acme.test', ...look }
  const { body } = await ada.call<SiteAnswer>('POST', SITES, wish)
  const kept = { color: '#ffdd00', greeting: 'Hello, <b>there</b>' }
  expect(body.site).toMatchObject(kept)
  expect((await ask('GET', 'https://look.acme.test')).body).toMatchObject(kept)
  const one = `${SITES}/${body.site.id}`
  await ada.call('PATCH', one, { color: '', greeting: null })
  const { body: plain } = await ask('GET', 'https://look.acme.test')
  expect([plain.color, plain.greeting]).toEqual([undefined, undefined])
  await ada.call('DELETE', one)
})

test('DV-17 who is on a site is counted for its admins alone', async () => {
  const path = '/api/admin/presence/sites'
  expect((await ada.call('GET', path)).body).toEqual({ success: true, online: {} })
  expect((await ben.call('GET', path)).status).toBe(403)
})

test('DV-2 nonsense is refused with the field', async () => {
  const wrong: [object, string][] = [
    [{ domain: 'acme' }, 'domain'],
    [{ domain: 'ftp://acme.test/x y' }, 'domain'],
    [{ domain: 'acme.test', allowedOrigins: ['acme.test'] }, 'allowedOrigins'],
    [{ domain: 'acme.test', color: 'red' }, 'color'],
    [{ domain: 'acme.test', color: '#12345' }, 'color'],
    [{ domain: 'acme.test', greeting: 'x'.repeat(201) }, 'greeting'],
    [{ domain: 'acme.test', allowedOrigins: ['javascript:alert(1)'] }, 'allowedOrigins'],
  ]
  for (const [wish, field] of wrong) {
    const { status, body } = await ada.call('POST', SITES, wish)
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(field)])
  }
})

test('DV-2 DV-6 members and keys are refused at every door', async () => {
  const attempts: [string, string, object?][] = [
    ['GET', SITES],
    ['POST', SITES, { domain: 'mine.test' }],
    ['PATCH', `${SITES}/site-123`, { domain: 'mine.test' }],
    ['DELETE', `${SITES}/site-123`],
    ['GET', TEAM],
    ['PATCH', `${TEAM}/u_ben`, { role: 'admin' }],
    ['DELETE', `${TEAM}/u_ada`],
    ['DELETE', `/api/admin/invitations/${crypto.randomUUID()}`],
  ]
  for (const [method, path, body] of attempts) {
    const asKey = request(app.url, method, path, { body, token: SECRET, origin: null })
    for (const attempt of [ben.call(method, path, body), asKey])
      expect(await attempt).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
  }
})

test('DV-6 DV-7 DV-8 a team is seen, changed, invited and left', async () => {
  await ada.call('POST', '/api/admin/invitations', { email: 'dan@acme.test', role: 'agent' })
  const { body: team } = await ada.call<TeamAnswer>('GET', TEAM)
  expect(team.members.map(({ name, role }) => [name, role])).toEqual([
    ['Ada', 'admin'],
    ['Ben', 'member'],
    ['Chloe', 'member'],
  ])
  expect(team.invitations).toMatchObject([{ email: 'dan@acme.test', role: 'agent' }])
  await ada.call('DELETE', `/api/admin/invitations/${team.invitations[0]?.id}`)
  expect((await ada.call<TeamAnswer>('GET', TEAM)).body.invitations).toEqual([])
  const tab = await ben.connect()
  expect((await ada.call('PATCH', `${TEAM}/u_ben`, { role: 'agent' })).status).toBe(200)
  expect(tab.connected).toBe(true)
  expect((await ada.call('DELETE', `${TEAM}/u_ben`)).status).toBe(200)
  await tab.hears('session_revoked', ({ reason }) => reason === 'You were removed from the team')
  await tab.isClosed()
  expect((await ben.call('GET', '/api/privatechat/conversations')).status).toBe(401)
  const log = await ada.call<AuditAnswer>('GET', '/api/admin/audit?limit=2')
  expect(log.body.entries.map(({ action, target }) => `${action} ${target}`)).toEqual([
    'member.removed Ben',
    'member.role_changed Ben',
  ])
})
