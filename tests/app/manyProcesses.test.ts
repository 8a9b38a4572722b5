import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PresenceDetails, PresenceHistory } from '@/lib/adminProtocol'
import type { NewKeyAnswer } from '@/lib/developersProtocol'
import type { ConnectionStats, SendPushAnswer, UserConnection } from '@/lib/gatewayProtocol'
import { databaseUrl as redisOf } from '@/services/online-users/testRedis'
import { until } from '../infrastructure/processes'
import { directConversation, draft, type Person, person, request, signIn } from './support/people'
import { queue } from './support/pushes'
import { startTestApp, type TestApp } from './support/testApp'
import { connect, refusedHandshake } from './support/testSocket'
import { newVisitor, SECRET, SHOP, TENANT, visit, visitOptions } from './support/visitors'

const redisUrl = process.env.TEST_REDIS_URL
const databaseUrl = process.env.TEST_DATABASE_URL

describe.skipIf(!redisUrl || !databaseUrl)('two processes on one Redis and one database', () => {
  let one: TestApp
  let other: TestApp
  let ada: Person
  let ben: Person
  /** The same people, asking the other process. */
  let adaThere: Pick<Person, 'token' | 'call' | 'connect'>
  let benThere: typeof adaThere

  beforeAll(async () => {
    const env = {
      REDIS_URL: redisOf('processes'),
      DATABASE_URL: String(databaseUrl),
      PRESENCE_GRACE_MS: '1000',
    }
    one = await startTestApp(env)
    other = await startTestApp(env)
    ada = await signIn(one.url, 'ada')
    ben = await signIn(other.url, 'ben')
    adaThere = person(other.url, ada.token)
    benThere = person(one.url, ben.token)
  })
  afterAll(async () => {
    await one.close()
    await other.close()
  })

  test('PR-30 who connects to one is seen come and go by those on the other', async () => {
    const watcher = await ada.connect()
    const socket = await ben.connect()
    await watcher.hears('user_online', ({ userId }) => userId === ben.userId)
    socket.close()
    const { userId } = await watcher.hears('user_offline', ({ userId }) => userId === ben.userId)
    expect(userId).toBe(ben.userId)
    watcher.close()
  })

  test('WV-21 a visitor of one is seen on the other, and shown to other programs', async () => {
    const watcher = await ada.connect()
    const { token, sessionId, userId } = await newVisitor(other.url)
    const socket = await visit(other.url, { auth: { token } })
    const seen = await watcher.hears('user_online', (user) => user.userId === userId)
    expect(seen).toMatchObject({ kind: 'visitor', sessionId })
    const redis = one.app.redis?.client
    const hash = await redis?.hget(`online_users:${TENANT}`, userId)
    expect(JSON.parse(hash ?? '{}')).toMatchObject({ sessionId, origin: SHOP })
    const shown = JSON.parse((await redis?.get(`session:${sessionId}`)) ?? '{}')
    expect(shown).toMatchObject({ userId, tenantId: TENANT, isAnonymous: true })
    socket.close()
    await watcher.hears('user_offline', (user) => user.userId === userId)
    watcher.close()
  })

  test('AC-50 AC-51 a key that one revokes is closed and refused by the other', async () => {
    const wish = { name: 'Back end', kind: 'secret', scopes: ['push'] }
    const made = await ada.call<NewKeyAnswer>('POST', '/api/admin/keys', wish)
    const socket = await connect(other.url, { token: made.body.secret })
    await ada.call('DELETE', `/api/admin/keys/${made.body.key.id}`)
    await socket.hears('session_revoked')
    await socket.isClosed()
    const again = await refusedHandshake(other.url, { token: made.body.secret })
    expect(again).toMatchObject({ data: { code: 'INVALID_API_KEY' } })
  })

  test('RT-43 a message taken by one is heard once by everybody on the other, and acked', async () => {
    const conversation = await directConversation(ada, ben)
    const sender = await ada.connect()
    const ownTab = await adaThere.connect()
    const hearer = await ben.connect()
    const sent = draft(conversation.id, 'over there')
    const { message } = await sender.demand('send_private_message', sent)
    expect((await hearer.hears('private_message_created')).message).toEqual(message)
    expect((await ownTab.hears('private_message_created')).message).toEqual(message)
    expect(hearer.heard('private_message_created')).toHaveLength(1)
    expect(sender.heard('private_message_created')).toHaveLength(0)
    for (const socket of [sender, ownTab, hearer]) socket.close()
  })

  test('GW-1 GW-5 GW-6 a push of one reaches every device on both, whose user the other can end', async () => {
    const devices = [await ben.connect(), await benThere.connect(), await benThere.connect()]
    const ask = <T>(app: TestApp, method: string, path: string, body?: object) =>
      request<T>(app.url, method, `/api/gateway/${path}`, { body, token: SECRET, origin: null })
    const { userId } = ben
    const status = async (app: TestApp) =>
      (await ask<UserConnection>(app, 'GET', `status/${userId}`)).body
    await until('all three', async () => (await status(one)).connections === 3 || undefined)
    const push = { userId, event: 'notification', message: { title: 'All' } }
    const { body } = await ask<SendPushAnswer>(one, 'POST', 'send', push)
    expect(body).toMatchObject({ status: 'delivered', connections: 3 })
    for (const device of devices) await device.hearsAny('notification')
    const stats = await ask<ConnectionStats>(other, 'GET', 'stats')
    expect(stats.body).toMatchObject({ connections: 3, nodes: 2, userIds: [userId] })
    await ask(other, 'POST', 'disconnect', { userId, reason: 'Bye' })
    for (const device of devices) {
      expect(await device.hears('session_revoked')).toEqual({ reason: 'Bye' })
      await device.isClosed()
      expect(device.heardAny('notification')).toHaveLength(1)
    }
    await until('nobody', async () => !(await status(one)).connected || undefined)
  })

  test('GW-11 a push that waits is told once to every device on both, now and when it comes', async () => {
    const newcomer = await signIn(one.url, 'new')
    const { userId } = newcomer
    const there = person(other.url, newcomer.token)
    await queue(one.url, userId, 'before')
    const devices = [await newcomer.connect(), await there.connect(), await there.connect()]
    for (const device of devices) await device.hearsAny('notification')
    await queue(other.url, userId, 'live')
    for (const device of devices) {
      await until('it is heard', () => device.heardAny('notification').length >= 2 || undefined)
      expect(device.heardAny('notification').map(([text]) => text)).toEqual(['before', 'live'])
      device.close()
    }
  })

  test('GW-22 what a user says to the back end on either is one job of the stream', async () => {
    const tab = await benThere.connect()
    const sent = { message: 'To the back end', clientMessageId: crypto.randomUUID() }
    const { messageId } = (await tab.ask('message', sent)) as { messageId: string }
    const again = await ben.connect()
    expect(await again.ask('message', sent)).toMatchObject({ messageId, duplicate: true })
    const jobs = await until('it is brought', async () => {
      const entries = (await one.app.redis?.client.xrange('meta:webhook_jobs', '-', '+')) ?? []
      const found = entries.filter(([, fields]) => fields.join().includes(messageId))
      return found.length > 0 ? found : undefined
    })
    expect(jobs).toHaveLength(1)
    expect(jobs[0]?.[1]).toEqual(
      expect.arrayContaining(['job_type', 'gateway_message', 'webhook_type', 'message']),
    )
    for (const socket of [tab, again]) socket.close()
  })

  test('RT-44 a sign-in that ends on one has its sockets closed and its tokens refused on the other', async () => {
    const chloe = await signIn(one.url, 'new')
    const there = person(other.url, chloe.token)
    const tab = await there.connect()
    const watcher = await ada.connect()
    await until('her row is there', async () => (await isListed(chloe)) || undefined)
    await person(one.url, chloe.sessionToken).call('POST', '/api/auth/sign-out', {})
    expect(await tab.hears('session_revoked')).toEqual({ reason: 'Logged out' })
    await tab.isClosed()
    await until('the token is refused there', async () => {
      const { status } = await there.call('GET', '/api/privatechat/conversations')
      return status === 401 || undefined
    })
    await watcher.hears('user_offline', ({ userId }) => userId === chloe.userId)
    watcher.close()
  })

  test('PR-65 a reload that lands on the other is no new page, and PR-64 either tells of the visitor', async () => {
    const { token, userId } = await newVisitor(one.url)
    const tab = { auth: { token, tab: 'tab-1' }, page: { url: `${SHOP}/shoes`, title: 'Shoes' } }
    const detailsFrom = async ({ call }: Pick<Person, 'call'>) =>
      (await call<PresenceDetails>('GET', `/api/admin/presence/users/${userId}`)).body
    const before = await visit(one.url, tab)
    await until('the first page is written', async () => (await detailsFrom(ada)).pages[0])
    before.close()
    const after = await visit(other.url, tab)
    await after.demand('user_activity', { url: `${SHOP}/cart` })
    const details = await until('both pages are written', async () => {
      const found = await detailsFrom(adaThere)
      return found.pages.length > 1 ? found : undefined
    })
    expect(details.pages.map(({ url }) => url)).toEqual([`${SHOP}/cart`, `${SHOP}/shoes`])
    expect(details.user).toMatchObject({ userId, kind: 'visitor', visits: 1 })
    expect(details.firstSeenAt).toMatch(/^\d{4}-/)
    expect((await detailsFrom(ada)).pages).toEqual(details.pages)
    after.close()
  })

  test('PR-68 programs on either are counted on both, and are no visitors', async () => {
    const history = async ({ call }: Pick<Person, 'call'>) =>
      (await call<PresenceHistory>('GET', '/api/admin/presence/history')).body
    const people = await one.app.onlineUsers.count(TENANT)
    const program = async (url: string) => {
      const { token } = await newVisitor(url)
      const extraHeaders = { origin: SHOP, 'user-agent': 'Googlebot/2.1' }
      return connect(url, { token }, { ...visitOptions(), extraHeaders })
    }
    const programs = [await program(one.url), await program(other.url)]
    await until('both are counted', async () => (await history(ada)).bots === 2 || undefined)
    expect((await history(adaThere)).bots).toBe(2)
    expect(await other.app.onlineUsers.count(TENANT)).toBeLessThanOrEqual(people)
    for (const socket of programs) socket.close()
    await until('both are gone', async () => (await history(adaThere)).bots === 0 || undefined)
  })

  async function isListed({ userId }: Person): Promise<boolean> {
    const { body } = await ada.call<{ data: { userId: string }[] }>('GET', '/api/online-users')
    return body.data.some((row) => row.userId === userId)
  }
})
