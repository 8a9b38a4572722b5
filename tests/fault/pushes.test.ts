import { Redis } from 'ioredis'
import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PushAbout } from '@/lib/gatewayProtocol'
import { databaseUrl as redisOf } from '@/services/online-users/testRedis'
import { type Person, signIn } from '../app/support/people'
import { becomes, queue } from '../app/support/pushes'
import { freePort, until } from '../infrastructure/processes'
import {
  type ServerOptions,
  type ServerProcess,
  startServerProcess,
} from '../infrastructure/serverProcess'
import { type Storage, storages } from '../infrastructure/storages'

const redisUrl = process.env.TEST_REDIS_URL
const ENDS = 3

describe.runIf(redisUrl)('pushes that wait', () => {
  let storage: Storage
  let options: ServerOptions
  let server: ServerProcess
  let redis: Redis

  beforeEach(async () => {
    const [, postgres] = storages()
    storage = await (postgres ?? (storages()[0] as { make(): Promise<Storage> })).make()
    const url = redisOf('pushesFault')
    redis = new Redis(url)
    await redis.flushdb()
    const env = { ...storage.env, REDIS_URL: url }
    options = { program: 'api', port: await freePort(), env }
    server = await startServerProcess(options)
  }, 60_000)

  afterEach(async () => {
    await server.kill()
    redis.disconnect()
    await storage.remove()
  })

  test('GW-16 survive the end of the process at any moment, and a Redis that is emptied', async () => {
    const ben = await signIn(server.url, 'ben')
    const device = listen(server.url, ben)
    const accepted: string[] = []
    for (let end = 1; end <= ENDS; end += 1) {
      const sending = pushUntilGone(server.url, ben.userId, accepted)
      await until('some are accepted', () => accepted.length >= end * 15 || undefined)
      await server.kill()
      await sending
      if (end === 2) await redis.flushdb()
      server = await startServerProcess(options)
    }
    await until(
      'everything accepted is heard',
      () => {
        const heard = new Set(device.heard)
        return accepted.every((id) => heard.has(id)) || undefined
      },
      30_000,
    )
    const firsts = [...new Set(device.heard)]
    expect(firsts.filter((id) => accepted.includes(id))).toEqual(accepted)
    // At each end the last page may have been said, and not written down.
    expect(device.heard.length - firsts.length).toBeLessThan(ENDS * 5)
    for (const id of accepted) await becomes(server.url, id, 'delivered')
    device.socket.disconnect()
  }, 120_000)
})

/** A client of the guides, which only connects again and again. */
function listen(url: string, { token }: Person): { socket: Socket; heard: string[] } {
  const heard: string[] = []
  const socket = io(url, { auth: { token }, reconnectionDelay: 50, reconnectionDelayMax: 200 })
  socket.on('notification', (_message, { messageId }: PushAbout) => heard.push(messageId))
  return { socket, heard }
}

async function pushUntilGone(url: string, userId: string, accepted: string[]): Promise<void> {
  for (let nth = 0; ; nth += 1) {
    try {
      accepted.push((await queue(url, userId, nth)).messageId)
    } catch {
      return
    }
  }
}
