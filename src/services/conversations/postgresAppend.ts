import type { Attachment } from '@/lib/attachments'
import type { Message } from '@/lib/protocol'
import type { Query } from '@/services/database'
import type { Appended, NewMessage } from './conversationStore'
import { type MessageRow, messageOf, moment, stayOf } from './messageRow'

const APPEND = 'select append_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as groups'

/** What `append_messages` answers for the messages of one conversation, see its migration. */
interface Group {
  members: string[] | null
  at: string | null
  seqs: (number | null)[]
  repeats: MessageRow[] | null
  files: Attachment[][] | null
}

type Placed = [place: number, message: NewMessage]

/** The whole batch in one round trip. */
export async function appendMessages(
  query: Query,
  messages: readonly NewMessage[],
): Promise<Appended[]> {
  const ordered = inLockOrder(messages)
  const rows = await query<{ groups: Group[] }>(APPEND, columns(ordered), 'append_messages')
  const answers: Appended[] = messages.map(() => undefined)
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
  const column = (field: Exclude<keyof NewMessage, 'files'>) =>
    ordered.map(([, message]) => message[field] ?? null)
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
    ordered.map(([, { files }]) => (files ? JSON.stringify(files) : null)),
  ]
}

function* answersOf(
  { members, at, seqs, repeats, files }: Group,
  rest: Iterator<Placed, undefined>,
): Generator<[place: number, answer: Appended]> {
  const stored = storedBy(at === null ? '' : moment(at), repeats ?? [], files ?? [])
  for (const seq of seqs) {
    const placed = rest.next().value
    if (!placed || seq === null) continue
    const [place, asked] = placed
    const answer = { message: stored(asked, seq), duplicate: seq === 0 }
    yield [place, seq < 0 ? null : { participantIds: members ?? [], ...answer }]
  }
}

/** Each message of a group as it is stored: repeats and files come in the order of their messages. */
function storedBy(timestamp: string, repeats: MessageRow[], files: Attachment[][]) {
  const [earlier, given] = [repeats.values(), files.values()]
  return (message: NewMessage, seq: number): Message => {
    const row = seq === 0 ? earlier.next().value : undefined
    if (row) return messageOf(row, message.tenantId)
    const attachments = seq > 0 && message.files ? given.next().value : undefined
    return { ...fresh(message, seq, timestamp), ...(attachments && { attachments }) }
  }
}

function fresh(message: NewMessage, seq: number, timestamp: string): Message {
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
