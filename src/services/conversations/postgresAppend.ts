import type { Query } from '@/services/database'
import type { NewMessage, StoredMessage } from './conversationStore'
import { type MessageRow, messageOf, moment, stayOf } from './messageRow'

const APPEND = 'select append_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as groups'

/** What `append_messages` answers for the messages of one conversation, see its migration. */
interface Group {
  members: string[] | null
  at: string | null
  seqs: (number | null)[]
  repeats: MessageRow[] | null
}

type Placed = [place: number, message: NewMessage]

/** The whole batch in one round trip. */
export async function appendMessages(
  query: Query,
  messages: readonly NewMessage[],
): Promise<(StoredMessage | undefined)[]> {
  const ordered = inLockOrder(messages)
  const rows = await query<{ groups: Group[] }>(APPEND, columns(ordered), 'append_messages')
  const answers: (StoredMessage | undefined)[] = messages.map(() => undefined)
  const rest = ordered.values()
  for (const group of rows[0]?.groups ?? []) {
    for (const [place, answer] of answersOf(group, rest)) answers[place] = answer
  }
  return answers
}

/** Every batch locks conversations in the same order; a conversation's messages keep theirs. */
function inLockOrder(messages: readonly NewMessage[]): Placed[] {
  return [...messages.entries()].sort(
    ([, a], [, b]) =>
      compare(a.conversationId, b.conversationId) || compare(a.tenantId, b.tenantId),
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function columns(ordered: readonly Placed[]): (string | null)[][] {
  const column = (field: keyof NewMessage) => ordered.map(([, message]) => message[field] ?? null)
  return [
    column('tenantId'),
    column('conversationId'),
    column('senderId'),
    column('senderName'),
    column('clientMessageId'),
    column('id'),
    column('text'),
    ordered.map(([, { sender }]) => sender ?? 'user'),
    column('sessionId'),
    column('domain'),
  ]
}

function* answersOf(
  { members, at, seqs, repeats }: Group,
  rest: Iterator<Placed, undefined>,
): Generator<[place: number, answer: StoredMessage]> {
  const participantIds = members ?? []
  const timestamp = at === null ? '' : moment(at)
  const earlier = repeats?.values()
  for (const seq of seqs) {
    const placed = rest.next().value
    if (!placed || seq === null) continue
    const [place, message] = placed
    const row = seq === 0 ? earlier?.next().value : undefined
    yield row
      ? [place, { message: messageOf(row, message.tenantId), duplicate: true, participantIds }]
      : [place, { message: fresh(message, seq, timestamp), duplicate: false, participantIds }]
  }
}

function fresh(message: NewMessage, seq: number, timestamp: string): StoredMessage['message'] {
  return {
    id: message.id,
    conversationId: message.conversationId,
    seq,
    text: message.text,
    sender: message.sender ?? 'user',
    senderId: message.senderId,
    senderName: message.senderName,
    timestamp,
    clientMessageId: message.clientMessageId,
    tenantId: message.tenantId,
    ...stayOf(message.sender ?? 'user', message.senderId, message.sessionId),
  }
}
