import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { PushAbout } from '../gatewayProtocol'
import { PushHandlers } from './pushHandlers'
import { FakeClock, settled } from './testing/fakeClock'
import { FakeSocket } from './testing/fakeSocket'

let socket: FakeSocket
let pushes: PushHandlers

beforeEach(() => {
  socket = new FakeSocket(new FakeClock())
  socket.connected = true
  pushes = new PushHandlers(socket)
})

const about = (messageId: string, requireAck = true): PushAbout => ({
  messageId,
  requireAck,
  sentAt: '2026-02-07T10:00:00.000Z',
})
const acknowledged = () => socket.heard<{ messageId: string }>('push_ack')

/** As the server says it. */
async function say(event: string, message: unknown, beside?: PushAbout): Promise<void> {
  socket.say(event, message, beside)
  await settled()
}

/** Whoever wrote a handler hears of its errors as of uncaught ones. */
function uncaught(): Promise<unknown> {
  const before = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  return new Promise((resolve) => {
    process.once('uncaughtException', (error) => {
      for (const listener of before) process.on('uncaughtException', listener)
      resolve(error)
    })
  })
}

describe('the handlers of pushes', () => {
  test('GW-40 hear their own names, all of them, until they end', async () => {
    const [one, other, alert] = [vi.fn(), vi.fn(), vi.fn()]
    const end = pushes.add('notification', one)
    pushes.add('notification', other)
    pushes.add('alert', alert)
    await say('notification', { title: 'Hello' }, about('p1', false))
    end()
    await say('notification', { title: 'Again' }, about('p2', false))
    expect(one.mock.calls).toEqual([[{ title: 'Hello' }, about('p1', false)]])
    expect(other).toHaveBeenCalledTimes(2)
    expect(alert).not.toHaveBeenCalled()
    expect(acknowledged()).toEqual([])
  })

  test('GW-41 acknowledge what wants it when all of them are done, and each push once', async () => {
    let done: () => void = () => {}
    const slow = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          done = resolve
        }),
    )
    pushes.add('alert', slow)
    pushes.add('alert', vi.fn())
    await say('alert', 'Look', about('p1'))
    await say('alert', 'Look', about('p1'))
    expect(acknowledged()).toEqual([])
    done()
    await settled()
    expect(acknowledged()).toEqual([{ messageId: 'p1' }])
    await say('alert', 'Look', about('p1'))
    expect(slow).toHaveBeenCalledTimes(1)
    expect(acknowledged()).toHaveLength(2)
  })

  test('GW-41 that throw acknowledge nothing, and are told again', async () => {
    const failing = vi.fn().mockRejectedValueOnce(new Error('not drawn'))
    pushes.add('alert', failing)
    const error = uncaught()
    await say('alert', 'Look', about('p1'))
    expect(await error).toMatchObject({ message: 'not drawn' })
    expect(acknowledged()).toEqual([])
    await say('alert', 'Look', about('p1'))
    expect(failing).toHaveBeenCalledTimes(2)
    expect(acknowledged()).toEqual([{ messageId: 'p1' }])
  })

  test('GW-41 where nobody hears a name, nothing is acknowledged', async () => {
    pushes.add('alert', vi.fn())()
    await say('alert', 'Look', about('p1'))
    expect(acknowledged()).toEqual([])
  })

  test('CL-83 a server that says nothing about a push is understood', async () => {
    const hear = vi.fn()
    pushes.add('update', hear)
    await say('update', 1)
    await say('update', 1)
    expect(hear).toHaveBeenCalledTimes(2)
  })
})
