import type { Attachment } from '@/lib/attachments'
import type { OutboxEntry } from '@/lib/outbox'
import type { Account, Message } from '@/lib/protocol'

/** What is known of a message's way: it only ever moves forward, except that a failed one may be retried. */
export type BubbleState = 'sending' | 'fallback' | 'sent' | 'failed'

/** A message as the thread draws it: stored, or still on its way. */
export interface Bubble {
  /** The `clientMessageId`: the React key for ever. */
  key: string
  senderId: string
  senderName: string
  text: string
  attachments?: readonly Attachment[]
  /** ISO time; of a message on its way, when it was sent from here. */
  at: string
  state: BubbleState
  /** Absent until the server has stored it. */
  id?: string
  seq?: number
  deleted?: boolean
  edited?: boolean
  system?: boolean
  /** An answer to a visitor: it stands on the side of those who answer, whoever wrote it. */
  team?: boolean
  /** A program wrote it. */
  program?: boolean
  /** Said among admins; the visitor never sees it. */
  note?: boolean
  /** Of a failed one. */
  reason?: string
  canRetry?: boolean
}

const drawn = new WeakMap<object, Bubble>()

/** The bubble of a stored message; of the same message always the same one. */
export function storedBubble(message: Message): Bubble {
  return once(message, () => ({
    key: message.clientMessageId || message.id,
    senderId: message.senderId,
    senderName: message.senderName,
    text: message.text,
    at: message.timestamp,
    ...(message.attachments && { attachments: message.attachments }),
    state: 'sent',
    id: message.id,
    seq: message.seq,
    ...(message.deletedAt && { deleted: true }),
    ...(message.editedAt && { edited: true }),
    ...(message.sender === 'system' && { system: true }),
    ...(/^(agent|bot)$/.test(message.sender) && { team: true }),
    ...(message.sender === 'bot' && { program: true }),
  }))
}

/** Notes are numbered by themselves, so theirs is no place among the messages. */
export function noteBubble(note: Message): Bubble {
  return once(note, () => ({
    key: note.clientMessageId || note.id,
    senderId: note.senderId,
    senderName: note.senderName,
    text: note.text,
    at: note.timestamp,
    state: 'sent',
    id: note.id,
    team: true,
    note: true,
  }))
}

/** The bubble of a message that is on its way or was not sent. */
export function unsentBubble(entry: OutboxEntry, me: Account, more?: { note: true }): Bubble {
  return once(entry, () => ({
    ...more,
    key: entry.clientMessageId,
    senderId: me.id,
    senderName: me.name,
    text: entry.text,
    ...(entry.attachments && { attachments: entry.attachments }),
    at: new Date(entry.queuedAtMs).toISOString(),
    ...wayOf(entry),
  }))
}

function wayOf(entry: OutboxEntry): Pick<Bubble, 'state' | 'reason' | 'canRetry'> {
  if (entry.status === 'failed') {
    const { message, retry } = entry.failure
    return { state: 'failed', reason: message, canRetry: retry }
  }
  return { state: entry.status === 'sending' && entry.fellBack ? 'fallback' : 'sending' }
}

function once(source: object, make: () => Bubble): Bubble {
  const bubble = drawn.get(source) ?? make()
  drawn.set(source, bubble)
  return bubble
}
