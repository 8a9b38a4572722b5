import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '@/lib/protocol'
import { directConversation, draft, person, signIn } from '../app/support/people'
import type { TestSocket } from '../app/support/testSocket'
import { freePort, until } from '../infrastructure/processes'
import { type ServerProcess, startServerProcess } from '../infrastructure/serverProcess'
import { serverOnRedis } from './support/serverOnRedis'

const LAST_WORDS = 'what nobody was told'
const LEASE_MS = 1500

describe.skipIf(!process.env.TEST_REDIS_URL || !process.env.TEST_DATABASE_URL)(
  'a process that dies between storing and telling',
  () => {
    const dying = serverOnRedis('untoldFault', {
      PRESENCE_LEASE_MS: String(LEASE_MS),
      TEST_LAST_WORDS: LAST_WORDS,
    })
    let survivors: ServerProcess[]

    beforeEach(async () => {
      survivors = await Promise.all([startSurvivor(), startSurvivor()])
    }, 60_000)
    afterEach(async () => {
      await Promise.all(survivors.map((server) => server.kill()))
    })

    test('RT-55 its message is told by one of the others, once, and what it had told is not told again', async () => {
      const [there = dying.server] = survivors
      const ada = await signIn(dying.server.url, 'ada')
      const ben = await signIn(there.url, 'ben')
      const conversation = await directConversation(ada, ben)
      const reader = await ben.connect()
      const writer = await ada.connect()

      const before = draft(conversation.id, 'told in time')
      await writer.demand('send_private_message', before)
      await reader.hears('private_message_created', isOf('told in time'))
      writer.tell('send_private_message', draft(conversation.id, LAST_WORDS))
      await until('it is told', () => texts(reader).includes(LAST_WORDS) || undefined, 30_000)

      const after = person(there.url, ada.token)
      const writerThere = await after.connect()
      await writerThere.demand('send_private_message', draft(conversation.id, 'and then'))
      await reader.hears('private_message_created', isOf('and then'))
      expect(texts(reader)).toEqual(['told in time', LAST_WORDS, 'and then'])
      reader.close()
      writerThere.close()
    }, 60_000)

    async function startSurvivor(): Promise<ServerProcess> {
      const { TEST_LAST_WORDS: _words, ...env } = dying.options.env
      return startServerProcess({ ...dying.options, port: await freePort(), env })
    }
  },
)

function texts(reader: TestSocket): string[] {
  return reader.heard('private_message_created').map(({ message }) => message.text)
}

function isOf(text: string) {
  return ({ message }: { message: Message }) => message.text === text
}
