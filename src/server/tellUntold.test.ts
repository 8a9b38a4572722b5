import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Message } from '@/lib/protocol'
import type { StoredBy } from '@/services/conversations'
import { firstIdAt } from '@/services/conversations'
import type { SilentProcess } from '@/services/realtime'
import { tellUntold } from './tellUntold'

const HEARD_MS = 1_000_000

test('RT-55 what the process said is not told again, and the rest as what it is, in its order', async () => {
  const told = await toldOf(
    silent({ said: [saidOf('m_2'), '["typing",{"conversationId":"c"}]'] }),
    [
      stored('m_3', 5, 'direct'),
      stored('m_2', 3, 'direct'),
      stored('m_4', 4, 'group'),
      stored('m_5', 6, 'webchat'),
      { ...stored('m_6', 7, 'notes'), chatId: 'chat' },
    ],
  )
  expect(told).toEqual([
    ['private_message_created', 'm_4'],
    ['private_message_created', 'm_3'],
    ['meta_message_created', 'm_5'],
    ['note_created', 'm_6', 'chat'],
  ])
})

test('RT-55 everything is asked for page by page, from ten seconds before it was heard last', async () => {
  const many = Array.from({ length: 450 }, (_, nth) => stored(`m_${1000 + nth}`, nth + 1, 'direct'))
  const asked: string[] = []
  const told = await toldOf(silent({}), many, asked)
  expect(told.map(([, id]) => id)).toEqual(many.map(({ message }) => message.id))
  expect(asked).toEqual([firstIdAt(HEARD_MS - 10_000), 'm_1199', 'm_1399'])
})

test('RT-55 what may have been told before all is known is left alone', async () => {
  const asked: string[] = []
  await toldOf(silent({ knownFromMs: HEARD_MS - 400 }), [], asked)
  const oldest = `${firstIdAt(HEARD_MS - 900)}0000`
  await toldOf(silent({ knownFromMs: HEARD_MS - 400, said: [saidOf(oldest)] }), [], asked)
  expect(asked).toEqual([firstIdAt(HEARD_MS - 400), firstIdAt(HEARD_MS - 900)])
})

/** Event, message and conversation of everything that is told. */
async function toldOf(process: SilentProcess, rows: StoredBy[], asked: string[] = []) {
  const told: string[][] = []
  const tell = (event: string, { message, note }: Partial<Record<'message' | 'note', Message>>) => {
    told.push(
      [event, message?.id ?? '', note?.id ?? '', note?.conversationId ?? ''].filter(Boolean),
    )
  }
  const listener = tellUntold({
    conversations: {
      storedBy: async (_id, { afterId, limit }) => {
        asked.push(afterId)
        const at = rows.findIndex(({ message }) => message.id === afterId) + 1
        return rows.slice(at, at + limit)
      },
    },
    broadcaster: {
      toConversation: (_address, event, payload) => tell(event, payload as object),
      toAdmins: (_tenantId, event, payload) => tell(event, payload as object),
    },
    log: pino({ level: 'silent' }),
  })
  await listener(process)
  return told
}

function silent(parts: Partial<SilentProcess>): SilentProcess {
  return { id: 'process-1', heardAtMs: HEARD_MS, knownFromMs: 0, said: [], ...parts }
}

function saidOf(id: string): string {
  return JSON.stringify(['private_message_created', { message: { id } }])
}

function stored(id: string, seq: number, kind: StoredBy['kind']): StoredBy {
  const message = { id, seq, sender: 'user', tenantId: 'acme', conversationId: 'c' } as Message
  return { kind, message, participantIds: ['ada', 'ben'] }
}
