import type { Logger } from 'pino'
import {
  type ConversationsService,
  firstIdAt,
  madeAtMs,
  type StoredBy,
} from '@/services/conversations'
import { tellPrivateMessage } from '@/services/private-chat'
import type { Broadcaster, SilentProcess } from '@/services/realtime'
import { tellChatMessage, tellNote } from '@/services/webchat'

/** How long a message may wait to be stored and told, and how far clocks may be apart. */
const DOUBT_MS = 10_000
const AT_ONCE = 200

interface Needs {
  conversations: Pick<ConversationsService, 'storedBy'>
  broadcaster: Pick<Broadcaster, 'toConversation' | 'toAdmins'>
  log: Logger
}

/**
 * A process that dies between storing a message and telling it leaves people on other processes
 * without it. Whoever looks after the dead one tells what it has stored of late and did not say.
 */
export function tellUntold({ conversations, broadcaster, log }: Needs) {
  return async (silent: SilentProcess): Promise<void> => {
    const told = new Set(silent.said.flatMap(messageIdIn))
    let afterId = firstIdAt(doubtedFromMs(silent, told))
    let untold = 0
    for (let isMore = true; isMore; ) {
      const page = await conversations.storedBy(silent.id, { afterId, limit: AT_ONCE })
      const missing = page.filter(({ message }) => !told.has(message.id)).sort(bySeq)
      for (const one of missing) tell(broadcaster, one)
      untold += missing.length
      afterId = page.at(-1)?.message.id ?? afterId
      isMore = page.length === AT_ONCE
    }
    if (untold > 0) log.warn({ process: silent.id, untold }, 'told what a silent process had not')
  }
}

/** Where not all that it said is known, only what is younger than the oldest known. */
function doubtedFromMs({ heardAtMs, knownFromMs }: SilentProcess, told: Set<string>): number {
  const fromMs = heardAtMs - DOUBT_MS
  if (knownFromMs <= fromMs) return fromMs
  const oldestMs = Math.min(knownFromMs, ...[...told].map(madeAtMs))
  return Math.max(fromMs, oldestMs)
}

/** Within a page a conversation's messages stay in their order. */
function bySeq({ message: a }: StoredBy, { message: b }: StoredBy): number {
  return a.seq - b.seq
}

function tell(broadcaster: Needs['broadcaster'], stored: StoredBy): void {
  const { kind, message, chatId } = stored
  if (kind === 'webchat') tellChatMessage(broadcaster, stored)
  else if (kind !== 'notes') tellPrivateMessage(broadcaster, stored)
  else if (chatId !== undefined) tellNote(broadcaster, { ...message, conversationId: chatId })
}

/** Of an event that tells a message or a note; other bodies tell none. */
function messageIdIn(body: string): string[] {
  const [, payload] = JSON.parse(body) as [unknown, Partial<Told>?]
  const id = payload?.message?.id ?? payload?.note?.id
  return typeof id === 'string' ? [id] : []
}

interface Told {
  message: { id?: unknown }
  note: { id?: unknown }
}
