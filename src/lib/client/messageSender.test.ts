import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ParleyApiError, parleyApiError } from '../parleyApiError'
import type { Message, SendPrivateMessage } from '../protocol'
import { settled } from './testing/fakeClock'
import { messageOf } from './testing/fakeMessages'
import { type Rig, startRig } from './testing/startClient'

const sendOf = (n: number, conversationId = 'c1'): SendPrivateMessage => ({
  conversationId,
  text: `hello ${n}`,
  clientMessageId: `s${n}`,
})
const texts = (messages: readonly Message[]) => messages.map(({ text }) => text)
const posts = ({ server }: Rig) => server.asked('POST /api/privatechat/message')
const silence = ({ server }: Rig) => server.socket.reply('send_private_message', () => undefined)
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'sent',
    ({ code, retry }: ParleyApiError) => ({ code, retry }),
  )

describe('with a socket', () => {
  test('CL-30 a message goes over it, behind the joining of its room', async () => {
    const { client, server, events } = await startRig()
    const message = await client.send(sendOf(1))
    expect(message).toMatchObject({ seq: 1, clientMessageId: 's1' })
    const names = server.socket.sent.map(([event]) => event)
    expect(names.indexOf('join_conversation')).toBe(names.indexOf('send_private_message') - 1)
    expect(server.asked('POST')).toEqual([])
    expect(events).toContainEqual({ type: 'message', message })
  })

  test('CL-30 an open conversation’s room is joined once', async () => {
    const { client, clock, server } = await startRig()
    client.openConversation('c1', 0)
    await client.send(sendOf(1))
    await client.send(sendOf(2))
    await clock.advance(10)
    expect(server.socket.heard('join_conversation')).toEqual([{ conversationId: 'c1' }])
  })

  test('CL-33 twenty quick sends leave at once and arrive in order', async () => {
    const { client, server } = await startRig()
    const sends = Array.from({ length: 20 }, (_, n) => client.send(sendOf(n)))
    expect(server.socket.heard('send_private_message')).toHaveLength(20)
    const messages = await Promise.all(sends)
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  test('CL-31 no answer within 5 s hands over to HTTP, with the same id and one word to the caller', async () => {
    const rig = await startRig()
    silence(rig)
    let fallbacks = 0
    const sent = rig.client.send(sendOf(1), { onFallback: () => (fallbacks += 1) })
    await rig.clock.advance(4_900)
    expect(fallbacks).toBe(0)
    await rig.clock.advance(200)
    expect(await sent).toMatchObject({ clientMessageId: 's1' })
    expect(fallbacks).toBe(1)
    expect(posts(rig).map(({ body }) => body)).toEqual([sendOf(1)])
  })

  test('CL-31 a refusal that may pass hands over to HTTP', async () => {
    const rig = await startRig()
    rig.server.socket.reply('send_private_message', () => ({
      success: false,
      error: 'Too many requests',
      code: 'RATE_LIMIT_EXCEEDED',
      retry: true,
    }))
    expect(await rig.client.send(sendOf(1))).toMatchObject({ clientMessageId: 's1' })
    expect(posts(rig)).toHaveLength(1)
  })

  test('CL-32 a final refusal is the answer', async () => {
    const rig = await startRig()
    const refused = {
      success: false,
      error: 'Conversation not found',
      code: 'CONVERSATION_NOT_FOUND',
      retry: false,
    }
    rig.server.socket.reply('send_private_message', () => refused)
    await expect(rig.client.send(sendOf(1))).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
      retry: false,
      message: 'Conversation not found',
    })
    expect(posts(rig)).toEqual([])
  })
})

describe('without a socket', () => {
  test('CL-31 a message goes over HTTP', async () => {
    const rig = await startRig()
    rig.server.socket.onTry = () => undefined
    rig.server.socket.drop()
    expect(await rig.client.send(sendOf(1))).toMatchObject({ seq: 1 })
    expect(posts(rig)).toHaveLength(1)
  })

  test('CL-71 a send that fails on both paths says why, and does not stop the next one', async () => {
    const rig = await startRig()
    rig.server.socket.onTry = () => undefined
    rig.server.socket.drop()
    rig.server.http = 'refused'
    const first = outcome(rig.client.send(sendOf(1)))
    expect(await first).toEqual({ code: 'UNAVAILABLE', retry: true })
    rig.server.http = 'works'
    expect(await outcome(rig.client.send(sendOf(2)))).toBe('sent')
  })

  test('CL-34 those that lose the socket, and those behind them, arrive in order', async () => {
    const rig = await startRig()
    silence(rig)
    const before = [1, 2, 3].map((n) => rig.client.send(sendOf(n)))
    await settled()
    rig.server.socket.drop()
    const after = [4, 5].map((n) => rig.client.send(sendOf(n)))
    await rig.clock.advance(1_000)
    await Promise.all([...before, ...after])
    expect(texts(rig.server.stored)).toEqual([1, 2, 3, 4, 5].map((n) => `hello ${n}`))
  })

  test('CL-34 one conversation at HTTP does not hold up another', async () => {
    const rig = await startRig()
    silence(rig)
    const release = rig.server.hold('POST')
    const held = rig.client.send(sendOf(1, 'c1'))
    await rig.clock.advance(5_000)
    rig.server.socket.reply('send_private_message', ({ conversationId }: SendPrivateMessage) => ({
      success: true,
      message: messageOf(9, { conversationId }),
    }))
    const behind = rig.client.send(sendOf(2, 'c1'))
    expect(await rig.client.send(sendOf(3, 'c2'))).toMatchObject({ conversationId: 'c2' })
    expect(texts(rig.server.stored)).toEqual([])
    release()
    await Promise.all([held, behind])
    expect(texts(rig.server.stored)).toEqual(['hello 1', 'hello 2'])
  })
})

describe('settling', () => {
  test('CL-35 an echo settles a send before its answer, and HTTP is not needed', async () => {
    const rig = await startRig()
    silence(rig)
    const sent = rig.client.send(sendOf(1))
    rig.server.socket.say('private_message_created', {
      message: messageOf(1, { clientMessageId: 's1' }),
    })
    expect(await sent).toMatchObject({ id: 'm1' })
    await rig.clock.advance(6_000)
    expect(posts(rig)).toEqual([])
  })

  test('CL-35 a message found by catching up settles a send', async () => {
    const rig = await startRig()
    rig.client.openConversation('c1', 0)
    await rig.clock.advance(10)
    silence(rig)
    rig.server.http = 'refused'
    const sent = outcome(rig.client.send(sendOf(1)))
    rig.server.stored.push(messageOf(1, { clientMessageId: 's1' }))
    rig.server.http = 'works'
    rig.server.socket.drop()
    await rig.clock.advance(1_000)
    expect(await sent).toBe('sent')
    expect(rig.server.stored).toHaveLength(1)
  })

  test('CL-36 the same id under way is sent once, and both callers are told', async () => {
    const { client, server } = await startRig()
    const both = await Promise.all([client.send(sendOf(1)), client.send(sendOf(1))])
    expect(both[0]).toBe(both[1])
    expect(server.socket.heard('send_private_message')).toHaveLength(1)
  })
})

/** A server that stores what it hears and, when it is `mute`, does not say so. */
function storeAndAnswer({ server }: Rig): { mute: boolean } {
  const mood = { mute: false }
  server.socket.reply('send_private_message', (message: SendPrivateMessage) => {
    const answer = server.store(message)
    return mood.mute ? undefined : answer
  })
  return mood
}

const ordered = (ids: readonly string[]) =>
  [...ids].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)))

test('CL-34 CL-35 drops and silences at any moment: each is stored once, in order, and answered', async () => {
  const step = fc.constantFrom('send', 'send', 'drop', 'mute', 'speak', 'wait', 'wait long')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const rig = await startRig()
      const mood = storeAndAnswer(rig)
      rig.client.openConversation('c1', 0)
      const sends: Promise<unknown>[] = []
      const actions: Record<string, (n: number) => unknown> = {
        send: (n) => sends.push(outcome(rig.client.send(sendOf(n)))),
        drop: () => rig.server.socket.drop(),
        mute: () => Object.assign(mood, { mute: true }),
        speak: () => Object.assign(mood, { mute: false }),
        wait: () => rig.clock.advance(300),
        'wait long': () => rig.clock.advance(6_000),
      }
      for (const [n, name] of steps.entries()) await actions[name]?.(n)
      await rig.clock.advance(20_000)
      expect(await Promise.all(sends)).toEqual(sends.map(() => 'sent'))
      const ids = rig.server.stored.map(({ clientMessageId }) => clientMessageId)
      expect(new Set(ids).size).toBe(sends.length)
      expect(ids).toEqual(ordered(ids))
      rig.client.stop()
    }),
    { numRuns: 60 },
  )
})

test('parleyApiError fills in what the table says', () => {
  expect(parleyApiError('UNAVAILABLE')).toMatchObject({ retry: true, status: 0 })
})
