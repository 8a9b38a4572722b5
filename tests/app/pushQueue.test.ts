import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../infrastructure/processes'
import { type Person, signIn } from './support/people'
import { askGateway, becomes, pushState, queue } from './support/pushes'
import { startTestApp, type TestApp } from './support/testApp'
import type { TestSocket } from './support/testSocket'
import { foreignToken } from './support/tokens'
import { newVisitor, visit } from './support/visitors'

let app: TestApp
/** Somebody new each time, for whom nothing waits. */
let ben: Person

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  ben = await signIn(app.url, 'new')
})

const messagesOf = (socket: TestSocket) =>
  socket.heardAny('notification').map(([message]) => message)

/** Everything up to this message, once it is there. */
async function heardUpTo(socket: TestSocket, last: unknown): Promise<unknown[]> {
  await until(`${last} is heard`, () => messagesOf(socket).includes(last) || undefined)
  return messagesOf(socket)
}

/** What waits would have come before this. */
async function mark(socket: TestSocket): Promise<unknown[]> {
  await socket.demand('user_activity', {})
  const text = crypto.randomUUID()
  await queue(app.url, ben.userId, text)
  return (await heardUpTo(socket, text)).slice(0, -1)
}

describe('a push that waits', () => {
  test('GW-10 GW-11 is told in order to every device that comes, each once', async () => {
    const first = await queue(app.url, ben.userId, 1)
    expect(first).toMatchObject({
      success: true,
      message: `Message queued for user ${ben.userId}`,
      status: 'queued',
      connections: 0,
    })
    expect(await pushState(app.url, first.messageId)).toMatchObject({
      messageId: first.messageId,
      userId: ben.userId,
      event: 'notification',
      status: 'queued',
      requireAck: false,
    })
    for (const number of [2, 3]) await queue(app.url, ben.userId, number)
    const devices = [await ben.connect(), await ben.connect(), await ben.connect()]
    for (const device of devices) expect(await heardUpTo(device, 3)).toEqual([1, 2, 3])
    const [, about] = devices[0]?.heardAny('notification')[0] ?? []
    expect(about).toMatchObject({ messageId: first.messageId, requireAck: false })
    const { deliveredAt } = await becomes(app.url, first.messageId, 'delivered')
    expect(deliveredAt).toMatch(/Z$/)
    const live = await queue(app.url, ben.userId, 4)
    expect(live).toMatchObject({ status: 'delivered', connections: 3 })
    for (const device of devices) expect(await heardUpTo(device, 4)).toEqual([1, 2, 3, 4])
    expect(await mark(devices[0] as TestSocket)).toEqual([1, 2, 3, 4])
    for (const device of devices) device.close()
  })

  test('GW-11 a device that reloads is told only what came meanwhile', async () => {
    const tab = await ben.connect()
    await queue(app.url, ben.userId, 'before')
    await heardUpTo(tab, 'before')
    tab.close()
    await until(
      'gone',
      async () => !(await app.app.gateway.isUserConnected('tenant-123', ben.userId)) || undefined,
    )
    await until('freed', async () => {
      const rows = await app.app.database.query(
        'select from push_devices where user_id = $1 and is_free',
        [ben.userId],
      )
      return rows.length === 1 || undefined
    })
    await queue(app.url, ben.userId, 'meanwhile')
    const reloaded = await ben.connect()
    expect(await heardUpTo(reloaded, 'meanwhile')).toEqual(['meanwhile'])
    reloaded.close()
  })

  test('GW-11 a second tab of a browser is not told again what the first was', async () => {
    await queue(app.url, ben.userId, 'one')
    const tab = await ben.connect({ tab: 'tab-1' })
    await heardUpTo(tab, 'one')
    await until('written down', async () => {
      const rows = await app.app.database.query(
        'select from push_devices where user_id = $1 and seq = 1',
        [ben.userId],
      )
      return rows.length === 1 || undefined
    })
    const second = await ben.connect({ tab: 'tab-2' })
    await queue(app.url, ben.userId, 'two')
    expect(await heardUpTo(second, 'two')).toEqual(['two'])
    expect(await heardUpTo(tab, 'two')).toEqual(['one', 'two'])
    tab.close()
    second.close()
  })

  test('GW-12 is told again until one of the devices has acknowledged it', async () => {
    const { messageId } = await queue(app.url, ben.userId, 'sign', { requireAck: true })
    const tab = await ben.connect({ tab: 'tab-1' })
    const [, about] = await tab.hearsAny('notification')
    expect(about).toMatchObject({ messageId, requireAck: true })
    await becomes(app.url, messageId, 'delivered')
    tab.close()
    await queue(app.url, ben.userId, 'later')
    const again = await ben.connect({ tab: 'tab-1' })
    expect(await heardUpTo(again, 'later')).toEqual(['sign', 'later'])
    expect(await again.ask('push_ack', { messageId })).toEqual({ success: true })
    expect(await pushState(app.url, messageId)).toMatchObject({
      status: 'acked',
      ackedAt: expect.any(String),
    })
    again.close()
    await queue(app.url, ben.userId, 'last')
    const acked = await ben.connect({ tab: 'tab-1' })
    expect(await heardUpTo(acked, 'last')).toEqual(['last'])
    acked.close()
  })

  test('GW-12 nobody acknowledges for others', async () => {
    const { messageId } = await queue(app.url, ben.userId, 'sign', { requireAck: true })
    const stranger = await (await signIn(app.url, 'new')).connect()
    const refused = { success: false, code: 'NOT_FOUND' }
    expect(await stranger.ask('push_ack', { messageId })).toMatchObject(refused)
    expect(await stranger.ask('push_ack', { messageId: 'p_made_up' })).toMatchObject(refused)
    expect(await stranger.ask('push_ack', 'nonsense')).toMatchObject({ code: 'INVALID_REQUEST' })
    expect((await pushState(app.url, messageId)).status).toBe('queued')
    stranger.close()
  })

  test('GW-13 expires, and no device is told after that', async () => {
    const { messageId } = await queue(app.url, ben.userId, 'soon over', { ttlSeconds: 1 })
    await becomes(app.url, messageId, 'expired')
    const tab = await ben.connect()
    expect(await mark(tab)).toEqual([])
    tab.close()
    for (const ttlSeconds of [0, 604_801, 1.5]) {
      const push = {
        userId: ben.userId,
        event: 'notification',
        message: 1,
        queue: true,
        ttlSeconds,
      }
      const { body } = await askGateway(app.url, 'POST', 'send', push)
      expect(body).toMatchObject({ code: 'INVALID_REQUEST', details: ['ttlSeconds'] })
    }
  })

  test('GW-10 reaches a visitor who comes back in the same stay', async () => {
    const visitor = await newVisitor(app.url)
    await queue(app.url, visitor.userId, 'welcome back')
    const tab = await visit(app.url, { auth: { token: visitor.token } })
    expect(await heardUpTo(tab, 'welcome back')).toEqual(['welcome back'])
    tab.close()
  })

  test('GW-14 what was only said has a state too, for the tenant alone', async () => {
    const push = { userId: ben.userId, event: 'alert', message: 1, requireAck: true }
    const { body: missed } = await askGateway<{ messageId: string }>(app.url, 'POST', 'send', push)
    expect(await pushState(app.url, missed.messageId)).toMatchObject({ status: 'not_connected' })
    const tab = await ben.connect()
    await until(
      'there',
      async () => (await app.app.gateway.isUserConnected('tenant-123', ben.userId)) || undefined,
    )
    const { body: said } = await askGateway<{ messageId: string }>(app.url, 'POST', 'send', push)
    expect(await pushState(app.url, said.messageId)).toMatchObject({
      status: 'delivered',
      connections: 1,
    })
    await tab.ask('push_ack', { messageId: said.messageId })
    expect(await pushState(app.url, said.messageId)).toMatchObject({ status: 'acked' })
    for (const [id, authorization] of [
      ['p_made_up', undefined],
      [said.messageId, `Bearer ${await foreignToken()}`],
    ]) {
      const { status } = await askGateway(
        app.url,
        'GET',
        `messages/${id}`,
        undefined,
        authorization ? { authorization } : {},
      )
      expect(status).toBe(404)
    }
    tab.close()
  })
})

describe('a request with an idempotency key', () => {
  const send = (body: object, headers = {}) => askGateway(app.url, 'POST', 'send', body, headers)

  test('GW-15 pushes once however often it comes, and answers the same', async () => {
    const key = crypto.randomUUID()
    const push = { userId: ben.userId, event: 'notification', message: 'once', queue: true }
    const all = await Promise.all([
      send({ ...push, idempotencyKey: key }),
      send(push, { 'idempotency-key': key }),
      send({ ...push, idempotencyKey: key }, { 'idempotency-key': key }),
    ])
    expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    const tab = await ben.connect()
    expect(await heardUpTo(tab, 'once')).toEqual(['once'])
    expect(await mark(tab)).toEqual(['once'])
    tab.close()
    const toMany = {
      userIds: [ben.userId],
      event: 'notification',
      message: 1,
      idempotencyKey: `${key}-many`,
    }
    const many = await askGateway(app.url, 'POST', 'send-many', toMany)
    expect((await askGateway(app.url, 'POST', 'send-many', toMany)).body).toEqual(many.body)
  })

  test('GW-15 with another body is a conflict, and nothing is pushed', async () => {
    const idempotencyKey = crypto.randomUUID()
    const push = {
      userId: ben.userId,
      event: 'notification',
      message: 'one',
      queue: true,
      idempotencyKey,
    }
    expect((await send(push)).status).toBe(200)
    for (const change of [{ message: 'two' }, { event: 'alert' }, { requireAck: true }]) {
      expect(await send({ ...push, ...change })).toMatchObject({
        status: 409,
        body: { code: 'CONFLICT' },
      })
    }
    const differing = await send(push, { 'idempotency-key': 'another' })
    expect(differing).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
    const abroad = { authorization: `Bearer ${await foreignToken()}` }
    expect((await send({ ...push, message: 'theirs' }, abroad)).status).toBe(200)
    const tab = await ben.connect()
    expect(await mark(tab)).toEqual(['one'])
    tab.close()
  })
})
