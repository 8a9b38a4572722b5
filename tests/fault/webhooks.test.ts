import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { request, signIn } from '../app/support/people'
import { newVisitor, write } from '../app/support/visitors'
import { startReceiver, type WebhookReceiver } from '../app/support/webhookReceiver'
import { freePort, until } from '../infrastructure/processes'
import { refusedStart, startServerProcess } from '../infrastructure/serverProcess'
import { serverOnRedis } from './support/serverOnRedis'

const redisUrl = process.env.TEST_REDIS_URL
const databaseUrl = process.env.TEST_DATABASE_URL

describe.runIf(redisUrl && databaseUrl)('webhooks of processes that end', () => {
  const rig = serverOnRedis('webhooksFault', { WEBHOOKS_ALLOW_PRIVATE: '1' })
  let receiver: WebhookReceiver

  beforeEach(async () => {
    receiver = await startReceiver()
  })

  afterEach(() => receiver.close())

  test('WH-2 WH-3 WH-10 WM-24 every accepted message, and what it changed, is delivered: by another process, over an emptied Redis', async () => {
    const ada = await signIn(rig.server.url, 'ada')
    const events = ['message.created', 'conversation.updated']
    const wanted = { url: receiver.url, events }
    await ada.call('POST', '/api/admin/webhooks', wanted)
    const visitor = await newVisitor(rig.server.url)
    // Nobody takes them while the server lives; it ends while it tries.
    receiver.answer((response) => response.socket?.destroy())
    const accepted: string[] = []
    for (let nth = 0; nth < 20; nth += 1) {
      const { body } = await write(rig.server.url, visitor, { text: `Message ${nth}` })
      accepted.push(`evt_${body.messageId}`)
      if (nth === 10) await rig.redis.flushdb()
    }
    const { conversationId } = (await write(rig.server.url, visitor, { text: 'Bye' })).body
    await ada.call('POST', `/api/admin/conversations/${conversationId}/close`)
    await write(rig.server.url, visitor, { text: 'Wait' })
    const answer = { text: 'I do', conversationId, senderType: 'agent' }
    const { body } = await ada.call('POST', '/webchat/message', answer)
    await rig.server.kill()
    accepted.push(`evt_${body.messageId}`)
    receiver.answer((response) => response.writeHead(204).end())
    const before = receiver.received.length
    const worker = await startServerProcess({
      ...rig.options,
      port: await freePort(),
      env: { ...rig.options.env, ROLE: 'worker' },
    })
    // A test that fails leaves nothing running either.
    onTestFinished(() => worker.kill())
    const delivered = () => receiver.received.slice(before)
    const changes = () => {
      const told = delivered().filter(({ body: { type } }) => type === 'conversation.updated')
      return new Map(told.map(({ id, body: { data } }) => [id, data]))
    }
    await until(
      'everything was delivered',
      async () => {
        const ids = new Set(delivered().map(({ id }) => id))
        return (accepted.every((id) => ids.has(id)) && changes().size >= 4) || undefined
      },
      80_000,
    )
    const told = [...changes().values()]
    expect(told.map((data) => [data.lastSeq, data.status, data.assigneeId]).sort()).toEqual([
      [1, 'open', null],
      [21, 'closed', null],
      [22, 'open', null],
      [23, 'open', ada.userId],
    ])
    expect((await request(worker.url, 'GET', '/api/online-users')).status).toBe(404)
    expect((await request(worker.url, 'GET', '/api/ready')).status).toBe(200)
    expect(await worker.terminate()).toBe(0)
  }, 120_000)

  test('WH-10 a worker without a database to share is refused with a sentence', async () => {
    const env = { ROLE: 'worker', DATA_DIR: '/tmp/unused' }
    const said = await refusedStart({ program: 'api', port: await freePort(), env })
    expect(said).toMatch(/DATABASE_URL and REDIS_URL/)
  })
})
