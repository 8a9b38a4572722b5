import { io, type Socket } from 'socket.io-client'
import { describe, expect, test } from 'vitest'
import type { PushAbout } from '@/lib/gatewayProtocol'
import { type Person, signIn } from '../app/support/people'
import { becomes, queue } from '../app/support/pushes'
import { until } from '../infrastructure/processes'
import { serverOnRedis } from './support/serverOnRedis'

const redisUrl = process.env.TEST_REDIS_URL
const ENDS = 3

describe.runIf(redisUrl)('pushes that wait', () => {
  const rig = serverOnRedis('pushesFault')

  test('GW-16 survive the end of the process at any moment, and a Redis that is emptied', async () => {
    const ben = await signIn(rig.server.url, 'ben')
    const device = listen(rig.server.url, ben)
    const accepted: string[] = []
    for (let end = 1; end <= ENDS; end += 1) {
      const sending = pushUntilGone(rig.server.url, ben.userId, accepted)
      await until('some are accepted', () => accepted.length >= end * 15 || undefined)
      await rig.server.kill()
      await sending
      if (end === 2) await rig.redis.flushdb()
      await rig.startAgain()
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
    for (const id of accepted) await becomes(rig.server.url, id, 'delivered')
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
