import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  PresenceDetails,
  PresenceExplanation,
  PresenceFacets,
  PresenceHistory,
} from '@/lib/adminProtocol'
import type { OnlineUser } from '@/lib/protocol'
import { until } from '../infrastructure/processes'
import { type Person, person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { connect, type TestSocket } from './support/testSocket'
import { foreignToken } from './support/tokens'

const HEADERS = {
  'user-agent':
    'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36',
  'accept-language': 'de-AT,de;q=0.9,en;q=0.8',
  'cf-ipcountry': 'AT',
}
const PAGE = {
  url: 'http://localhost:3000/shop?item=7',
  title: 'Shop',
  domain: 'localhost',
  referrer: 'https://search.example/',
}

let app: TestApp
let ada: Person
let watcher: TestSocket

beforeAll(async () => {
  app = await startTestApp({ TRUST_PROXY: '1', PRESENCE_GRACE_MS: '1000' })
  ada = await signIn(app.url, 'ada')
  watcher = await ada.connect()
})
afterAll(async () => {
  watcher.close()
  await app.close()
})

/** Somebody new with a socket as a browser behind our proxy opens it. */
async function visit(page = PAGE) {
  const who = await signIn(app.url, 'new')
  const open = (at: object) =>
    connect(app.url, { token: who.token, tab: `tab-of-${who.userId}` }, browserOf(at))
  return { who, tab: await open(page), open }
}

const browserOf = (page: object) => ({ extraHeaders: HEADERS, query: { ...page } })
const presence = (path: string) => `/api/admin/presence${path}`

async function detailsOf({ userId }: Person): Promise<PresenceDetails> {
  const { body } = await ada.call<PresenceDetails>('GET', presence(`/users/${userId}`))
  return body
}

describe('what admins see of somebody', () => {
  test('PR-60 device, browser and language, PR-61 country, and PR-62 the page', async () => {
    const { who, tab } = await visit()
    const row = await watcher.hears('user_online', ({ userId }) => userId === who.userId)
    const { domain, ...page } = PAGE
    expect(row).toMatchObject({
      ...page,
      domain,
      device: 'tablet',
      browser: 'Samsung Internet',
      language: 'de-AT',
      country: 'AT',
    })
    tab.close()
  })

  test('PR-28 members see nothing of it', async () => {
    const { who, tab } = await visit()
    const { users } = await tab.demand('join_user', who.userId)
    const hidden: (keyof OnlineUser)[] = ['device', 'browser', 'language', 'country', 'referrer']
    expect(users.length).toBeGreaterThan(1)
    expect(users.flatMap((user) => hidden.filter((field) => field in user))).toEqual([])
    tab.close()
  })

  test('PR-63 the pages of a stay with their times, PR-65 and a reload is no page', async () => {
    const { who, tab, open } = await visit()
    const cart = { url: 'http://localhost:3000/cart', title: 'Cart' }
    await tab.demand('user_activity', cart)
    tab.close()
    const reloaded = await open(cart)
    await reloaded.demand('user_activity', cart)
    const { user, pages, firstSeenAt } = await detailsOf(who)
    expect(user).toMatchObject({ userId: who.userId, title: 'Cart', email: expect.any(String) })
    expect(pages.map(({ title }) => title)).toEqual(['Cart', 'Shop'])
    expect(Date.parse(firstSeenAt ?? '')).toBeLessThanOrEqual(Date.now())
    reloaded.close()
    await watcher.hears('user_offline', ({ userId }) => userId === who.userId)
    const gone = await detailsOf(who)
    expect(gone.user).toBeUndefined()
    expect(gone.pages.every(({ leftAt }) => leftAt !== undefined)).toBe(true)
  })

  test('PR-64 another tenant’s admin, members and strangers see nobody', async () => {
    const { who, tab } = await visit()
    const other = person(app.url, await foreignToken())
    const path = presence(`/users/${who.userId}`)
    const unknown = await ada.call('GET', presence('/users/v_nobody'))
    const foreign = await other.call('GET', path)
    for (const { status, body } of [unknown, foreign]) {
      expect([status, body]).toMatchObject([404, { code: 'USER_NOT_FOUND' }])
    }
    expect((await who.call('GET', path)).status).toBe(403)
    expect((await request(app.url, 'GET', path)).status).toBe(401)
    tab.close()
  })

  test('PR-64 a back end sees them by its secret key, from no browser', async () => {
    const headers = { authorization: 'Bearer parley_sk_demo' }
    const path = presence(`/users/${ada.userId}`)
    const answer = await fetch(app.url + path, { headers })
    expect(await answer.json()).toMatchObject({ success: true, user: { userId: ada.userId } })
    expect((await request(app.url, 'GET', path, { headers })).status).toBe(403)
  })
})

describe('why somebody is online', () => {
  const explain = async (userId: string) =>
    (await ada.call<PresenceExplanation>('GET', presence(`/explain/${userId}`))).body

  test('PR-85 each connection with its transport, PR-86 and what happened, with its reason', async () => {
    const { who, tab } = await visit()
    const { state, connections } = await until('it is online', async () => {
      const explanation = await explain(who.userId)
      return explanation.state === 'online' ? explanation : undefined
    })
    expect([state, connections.map(({ transport }) => transport)]).toEqual([
      'online',
      ['websocket'],
    ])
    tab.close()
    await watcher.hears('user_offline', ({ userId }) => userId === who.userId)
    const gone = await explain(who.userId)
    expect(gone.transitions.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
      'offline: Nobody came back within the grace',
      'grace: The page was closed',
      'left: The page was closed',
      'online: A page was opened',
      'joined: A page was opened',
    ])
  })

  test('PR-87 is told to admins of the tenant and keys alone', async () => {
    const { who, tab } = await visit()
    const path = presence(`/explain/${who.userId}`)
    const foreign = person(app.url, await foreignToken())
    const unknown = await explain('v_nobody')
    const theirs = await foreign.call<PresenceExplanation>('GET', path)
    expect(theirs.body).toEqual({ ...unknown, userId: who.userId })
    expect((await who.call('GET', path)).status).toBe(403)
    expect((await request(app.url, 'GET', path)).status).toBe(401)
    expect((await ada.call('GET', presence('/explain/a%00b'))).status).toBe(404)
    const headers = { authorization: 'Bearer parley_sk_demo' }
    expect((await fetch(app.url + path, { headers })).status).toBe(200)
    tab.close()
  })
})

describe('history and settings', () => {
  test('PR-71 the history has this minute and counts the team only when asked', async () => {
    const history = async (query: string) =>
      (await ada.call<PresenceHistory>('GET', presence(`/history${query}`))).body
    const { minutes, bots } = await history('?minutes=2&team=include')
    expect(minutes.at(-1)?.online).toBeGreaterThan(0)
    expect(bots).toBe(0)
    expect((await history('')).minutes.at(-1)?.online).toBe(0)
  })

  test('PR-94 what people have in common is counted for admins and keys of the tenant', async () => {
    const { who, tab } = await visit({ ...PAGE, url: 'http://localhost:3000/counted' })
    await watcher.hears('user_online', ({ userId }) => userId === who.userId)
    const path = (query: string) => presence(`/facets?page=/counted${query}`)
    const { body } = await ada.call<PresenceFacets>('GET', path('&team=include&country=at'))
    expect(body).toMatchObject({ success: true, total: 1, active: 1, idle: 0 })
    expect(body.facets).toMatchObject({
      page: [{ value: '/counted', count: 1 }],
      source: [{ value: 'search.example', count: 1 }],
      device: [{ value: 'tablet', count: 1 }],
    })
    const headers = { authorization: 'Bearer parley_sk_demo' }
    const asKey = await fetch(app.url + path(''), { headers })
    expect(await asKey.json()).toMatchObject({ total: 0, facets: { page: [] } })
    const foreign = person(app.url, await foreignToken())
    const theirs = await foreign.call('GET', path('&team=include'))
    expect(theirs.body).toMatchObject({ total: 0 })
    expect((await who.call('GET', path(''))).status).toBe(403)
    expect((await ada.call('GET', path('&device=fridge'))).status).toBe(400)
    tab.close()
  })

  test('PR-72 what an owner or admin sets is told to new sockets, PR-73 as theirs', async () => {
    const before = await watcher.hears('connected')
    expect(before.awayAfterSeconds).toBe(600)
    const settings = { idleAfterSeconds: 60, awayAfterSeconds: 120 }
    const changed = await ada.call('PUT', presence('/settings'), settings)
    expect([changed.status, changed.body]).toEqual([200, { success: true, ...settings }])
    expect((await ada.call('GET', presence('/settings'))).body).toMatchObject(settings)
    const { who, tab } = await visit()
    expect((await tab.hears('connected')).awayAfterSeconds).toBe(120)
    expect((await who.call('PUT', presence('/settings'), settings)).status).toBe(403)
    const other = person(app.url, await foreignToken())
    expect((await other.call('GET', presence('/settings'))).body).toMatchObject({
      awayAfterSeconds: 600,
    })
    tab.close()
  })
})

describe('bad input', () => {
  test('PR-75 an activity above 16 kB is refused, one of 1 MB closes its own connection', async () => {
    const { who, tab } = await visit()
    const large = await tab.ask('user_activity', { title: 'a'.repeat(20_000) })
    expect(large).toMatchObject({ success: false, code: 'PAYLOAD_TOO_LARGE' })
    tab.tell('user_activity', { title: 'a'.repeat(1_000_000) })
    await tab.isClosed()
    expect(watcher.connected).toBe(true)
    expect((await detailsOf(who)).pages.map(({ title }) => title)).toEqual(['Shop'])
  })

  test('PR-66 a flood of pages leaves a short trail', async () => {
    const { who, tab } = await visit()
    for (let page = 0; page < 60; page += 1)
      tab.tell('user_activity', { url: `http://localhost:3000/${page}` })
    await tab.ask('user_activity', {})
    const { pages } = await detailsOf(who)
    expect(pages.length).toBeLessThanOrEqual(40)
    expect(pages.length).toBeGreaterThan(10)
    tab.close()
  })

  test('PR-61 without a trusted proxy a country is nobody’s word', async () => {
    const bare = await startTestApp()
    const [watching, visitor] = [await signIn(bare.url, 'ada'), await signIn(bare.url, 'ben')]
    const tab = await connect(bare.url, { token: visitor.token }, browserOf(PAGE))
    const path = presence(`/users/${visitor.userId}`)
    const { body } = await watching.call<PresenceDetails>('GET', path)
    expect(body.user).toMatchObject({ device: 'tablet' })
    expect(body.user).not.toHaveProperty('country')
    tab.close()
    await bare.close()
  })
})
