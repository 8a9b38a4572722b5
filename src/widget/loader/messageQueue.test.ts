import { expect, test } from 'vitest'
import { parleyApiError } from '@/lib/parleyApiError'
import type { WebchatMessageRequest } from '@/lib/webchatProtocol'
import { MessageQueue } from './messageQueue'

type Answer = 'stored' | 'lost' | 'refused' | 'too fast'

/** A line whose socket answers as given, one answer for each message; HTTP always stores. */
function queueOf({ isUp = true, answers = [] as Answer[], person = (): number => 1 } = {}) {
  const ways: string[] = []
  const receipt = ({ text, clientMessageId, attachmentIds }: WebchatMessageRequest) => ({
    messageId: `m_${clientMessageId}`,
    sessionId: 's_1',
    conversationId: 'c_1',
    seq: ways.length,
    timestamp: '2026-01-15T09:00:00.000Z',
    duplicate: false,
    receivedMessage: text,
    attachments: attachmentIds?.map((id) => ({ id, url: '', name: id, type: '', size: 1 })),
  })
  const link = {
    isUp: () => isUp,
    ask: async (_: string, body: WebchatMessageRequest) => {
      ways.push(`socket ${body.clientMessageId}`)
      await new Promise((resolve) => setTimeout(resolve))
      const answer = answers.shift() ?? 'stored'
      if (answer === 'lost') throw parleyApiError('UNAVAILABLE')
      if (answer === 'refused') throw parleyApiError('FORBIDDEN')
      if (answer === 'too fast') throw parleyApiError('RATE_LIMIT_EXCEEDED')
      return receipt(body)
    },
  }
  const send = async (_method: string, _path: string, body: WebchatMessageRequest) => {
    ways.push(`http ${body.clientMessageId}`)
    return receipt(body)
  }
  const line = { link, requests: { send } } as never
  const queue = new MessageQueue({ line, person, about: () => ({ domain: 'acme.test' }) })
  return { ways, queue }
}

const written = (clientMessageId: string) => ({ clientMessageId, text: ` ${clientMessageId} ` })

test('WG-12 messages go by the socket, one after the other', async () => {
  const { ways, queue } = queueOf()
  const [one, two] = await Promise.all([queue.send(written('a')), queue.send(written('b'))])
  expect(ways).toEqual(['socket a', 'socket b'])
  expect([one.text, two.seq]).toEqual(['a', 2])
})

test('WG-12 what the socket does not answer goes by HTTP under the same id, before what follows', async () => {
  const { ways, queue } = queueOf({ answers: ['lost'] })
  await Promise.all([queue.send(written('a')), queue.send(written('b'))])
  expect(ways).toEqual(['socket a', 'http a', 'socket b'])
})

test('WG-22 a message takes its files along, and has them before its echo', async () => {
  const { queue } = queueOf()
  const attachmentIds = ['f_1']
  expect(await queue.send({ clientMessageId: 'a', text: '', attachmentIds })).toMatchObject({
    attachments: [{ id: 'f_1' }],
  })
})

test('WG-12 without a socket everything goes by HTTP', async () => {
  const { ways, queue } = queueOf({ isUp: false })
  await queue.send(written('a'))
  expect(ways).toEqual(['http a'])
})

test('WG-21 what one person wrote is not sent as the next one', async () => {
  let persons = 1
  const { ways, queue } = queueOf({ answers: ['lost'], person: () => persons })
  const sent = ['a', 'b'].map((id) => queue.send(written(id)))
  const outcomes = Promise.allSettled(sent)
  await expect.poll(() => ways).toEqual(['socket a'])
  persons += 1
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await queue.send(written('c'))
  expect(ways).toEqual(['socket a', 'socket c'])
})

test('WG-16 a refusal is not tried another way, and what follows is sent', async () => {
  const { ways, queue } = queueOf({ answers: ['refused', 'too fast'] })
  const sent = ['a', 'b', 'c'].map((id) => queue.send(written(id)))
  const codes = await Promise.all(
    sent.map((one) =>
      one.then(
        () => '',
        ({ code }) => code,
      ),
    ),
  )
  expect(codes).toEqual(['FORBIDDEN', 'RATE_LIMIT_EXCEEDED', ''])
  expect(ways).toEqual(['socket a', 'socket b', 'socket c'])
})
