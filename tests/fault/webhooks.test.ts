import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databaseUrl as redisOf } from '@/services/online-users/testRedis'
import { request, signIn } from '../app/support/people'
import { newVisitor, write } from '../app/support/visitors'
import { startReceiver, type WebhookReceiver } from '../app/support/webhookReceiver'
import { freePort, until } from '../infrastructure/processes'
import {
  refusedStart,
  type ServerOptions,
  type ServerProcess,
  startServerProcess,
} from '../infrastructure/serverProcess'
import { postgresStorage, type Storage } from '../infrastructure/storages'

const redisUrl = process.env.TEST_REDIS_URL
const databaseUrl = process.env.TEST_DATABASE_URL

describe.runIf(redisUrl && databaseUrl)('webhooks of processes that end', () => {
  let storage: Storage
  let options: ServerOptions
  let server: ServerProcess
  let receiver: WebhookReceiver
  let redis: Redis

  beforeEach(async () => {
    storage = await postgresStorage(databaseUrl ?? '', 'template1')
    const url = redisOf('webhooksFault')
    redis = new Redis(url)
    await redis.flushdb()
    const env = { ...storage.env, REDIS_URL: url, WEBHOOKS_ALLOW_PRIVATE: '1' }
    options = { program: 'api', port: await freePort(), env }
    server = await startServerProcess(options)
    receiver = await startReceiver()
  }, 60_000)

  afterEach(async () => {
    await server.kill()
    await receiver.close()
    redis.disconnect()
    await storage.remove()
  })

  test('WH-2 WH-3 WH-10 every accepted message is delivered: by another process, over an emptied Redis', async () => {
    const ada = await signIn(server.url, 'ada')
    const wanted = { url: receiver.url, events: ['message.created'] }
    await ada.call('POST', '/api/admin/webhooks', wanted)
    const visitor = await newVisitor(server.url)
    // Nobody takes them while the server lives; it ends while it tries.
    receiver.answer((response) => response.socket?.destroy())
    const accepted: string[] = []
    for (let nth = 0; nth < 20; nth += 1) {
      const { body } = await write(server.url, visitor, { text: `Message ${nth}` })
      accepted.push(`evt_${body.messageId}`)
      if (nth === 10) await redis.flushdb()
    }
    await server.kill()
    receiver.answer((response) => response.writeHead(204).end())
    const before = receiver.received.length
    const worker = await startServerProcess({
      ...options,
      port: await freePort(),
      env: { ...options.env, ROLE: 'worker' },
    })
    await until(
      'everything was delivered',
      async () => {
        const ids = new Set(receiver.received.slice(before).map(({ id }) => id))
        return accepted.every((id) => ids.has(id)) || undefined
      },
      80_000,
    )
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
