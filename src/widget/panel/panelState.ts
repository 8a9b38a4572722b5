import { sendObstacle } from '@/components/chat/composer/validateMessage'
import { type Bubble, storedBubble, unsentBubble } from '@/components/chat/thread/bubble'
import { type ComposerFile, filesBack, readyFiles } from '@/lib/composerFiles'
import type { ConnectionState } from '@/lib/connectionState'
import { emptyOutbox, type Outbox, reduceOutbox } from '@/lib/outbox'
import type { Message } from '@/lib/protocol'
import type { AvailabilityAnswer } from '@/lib/webchatProtocol'
import type { PanelLook, ToPanel } from '../channel'
import { type FileEvent, withFiles } from './panelFiles'

/** Everything that the panel shows. Changed by `reduce` alone. */
export interface PanelState {
  look: PanelLook | undefined
  connection: ConnectionState
  messages: readonly Message[]
  /** Everything up to the newest message is there. */
  isKnown: boolean
  hasMore: boolean
  olderFailed: boolean
  outbox: Outbox
  typing: { name: string | undefined } | undefined
  /** Unknown until it was asked for. */
  availability: AvailabilityAnswer | undefined
  readSeq: number
  /** They have closed the conversation behind this message. */
  closedSeq: number | undefined
  isShown: boolean
  /** The page around the frame has the focus. */
  isPageFocused: boolean
  draft: string
  /** Those that go with what is being written. */
  files: readonly ComposerFile[]
  /** The address that the visitor gave: on its way, there, or to be given again. */
  email: { address: string; state: 'keeping' | 'kept' | 'failed' } | undefined
  /** What the visitor is told above the composer. */
  notice: string | undefined
}

export type PanelEvent =
  | Exclude<ToPanel, { type: 'file' }>
  | FileEvent
  | { type: 'notice'; notice: string }
  | { type: 'typed'; text: string }
  | { type: 'sent'; clientMessageId: string; text: string; atMs: number }
  | { type: 'retried'; clientMessageId: string }
  | { type: 'discarded'; clientMessageId: string }
  | { type: 'edited'; clientMessageId: string; text: string }
  | { type: 'gave-email'; address: string }
  | { type: 'notice-over' }

export const firstState: PanelState = {
  look: undefined,
  connection: 'connecting',
  messages: [],
  isKnown: false,
  hasMore: false,
  olderFailed: false,
  outbox: emptyOutbox,
  typing: undefined,
  availability: undefined,
  readSeq: 0,
  closedSeq: undefined,
  isShown: false,
  isPageFocused: false,
  email: undefined,
  draft: '',
  files: [],
  notice: undefined,
}

export function reduce(state: PanelState, event: PanelEvent): PanelState {
  switch (event.type) {
    case 'look':
      return { ...state, look: event.look }
    case 'begin':
      return begun(state, event.isSame)
    case 'state':
      return { ...state, connection: event.state }
    case 'older-failed':
      return { ...state, olderFailed: true }
    case 'typing':
      return typed(state, event)
    case 'standing':
      return {
        ...state,
        readSeq: Math.max(state.readSeq, event.readSeq),
        closedSeq: event.closedSeq,
      }
    case 'email':
      return withEmail(state, event.isKept ? 'kept' : 'failed')
    case 'availability':
      return { ...state, availability: event.availability }
    case 'shown':
      return { ...state, isShown: event.isShown }
    case 'focused':
      return { ...state, isPageFocused: event.isFocused }
    case 'added':
    case 'removed':
    case 'upload':
    case 'upload-again':
    case 'uploaded':
    case 'upload-failed':
      return { ...state, files: withFiles(state.files, event) }
    default:
      return reduceWriting(state, event)
  }
}

type Writing = Exclude<
  PanelEvent,
  | FileEvent
  | {
      type:
        | 'email'
        | 'look'
        | 'begin'
        | 'state'
        | 'older-failed'
        | 'typing'
        | 'standing'
        | 'availability'
        | 'shown'
        | 'focused'
    }
>

function reduceWriting(state: PanelState, event: Writing): PanelState {
  switch (event.type) {
    case 'messages':
      return withMessages(state, event)
    case 'prefill':
    case 'typed':
      return { ...state, draft: event.text }
    case 'gave-email':
      return { ...state, email: { address: event.address, state: 'keeping' } }
    case 'notice':
      return { ...state, notice: event.notice }
    case 'notice-over':
      return { ...state, notice: undefined }
    case 'sent':
      return queued(state, event)
    case 'failed':
      return failed(state, event)
    case 'edited':
      return backIn(state, event.clientMessageId, event.text)
    case 'discarded':
      return without(state, event.clientMessageId)
    case 'retried':
      return { ...state, outbox: reduceOutbox(state.outbox, event), notice: undefined }
  }
}

/** Who writes is there, whatever was said when it was asked last. */
function typed(
  state: PanelState,
  { isTyping, name }: Extract<ToPanel, { type: 'typing' }>,
): PanelState {
  if (!isTyping) return { ...state, typing: undefined }
  const availability = state.availability && { ...state.availability, online: true }
  return { ...state, availability, typing: { name: name || undefined } }
}

/** What was written since has opened it again. */
export function isClosed({ closedSeq, messages }: PanelState): boolean {
  if (closedSeq === undefined) return false
  return !messages.some(({ sender, seq }) => sender === 'user' && seq > closedSeq)
}

/** Nothing of one person is shown to another. */
function begun(state: PanelState, isSame: boolean): PanelState {
  const { look, connection, availability, isShown, isPageFocused } = state
  const { draft, files, outbox, email, notice } = state
  const begun = { ...firstState, look, connection, availability, isShown, isPageFocused }
  return isSame ? { ...begun, draft, files, outbox, email, notice } : begun
}

function withEmail(state: PanelState, now: 'kept' | 'failed'): PanelState {
  return { ...state, email: state.email && { ...state.email, state: now } }
}

function withMessages(
  state: PanelState,
  { messages, isKnown, hasMore }: Extract<ToPanel, { type: 'messages' }>,
): PanelState {
  const stored = new Set(messages.map(({ clientMessageId }) => clientMessageId))
  const outbox = state.outbox.filter(({ clientMessageId }) => !stored.has(clientMessageId))
  const isNew = messages.at(-1)?.id !== state.messages.at(-1)?.id
  const typing = isNew && messages.at(-1)?.sender !== 'user' ? undefined : state.typing
  const readSeq = Math.max(state.readSeq, answeredSeq(messages))
  return { ...state, messages, isKnown, hasMore, outbox, typing, readSeq, olderFailed: false }
}

/** Whoever has answered has read what was before. */
function answeredSeq(messages: readonly Message[]): number {
  return messages.filter(({ sender }) => sender === 'agent').at(-1)?.seq ?? 0
}

function queued(
  state: PanelState,
  { clientMessageId, text, atMs }: Extract<PanelEvent, { type: 'sent' }>,
): PanelState {
  const attachments = readyFiles(state.files)
  const files = attachments.length > 0 && { attachments }
  const entry = { clientMessageId, text, ...files, queuedAtMs: atMs, conversationId: '' }
  const outbox = reduceOutbox(state.outbox, { type: 'queued', ...entry })
  return { ...state, outbox, draft: '', files: [], notice: undefined }
}

/** The text goes back to the field it came from, unless something else stands there by now. */
function failed(
  state: PanelState,
  { clientMessageId, failure }: Extract<ToPanel, { type: 'failed' }>,
): PanelState {
  const entry = state.outbox.find((known) => known.clientMessageId === clientMessageId)
  if (!entry) return state
  const notice = noticeOf(failure)
  const isFree = state.draft === '' && state.files.length === 0
  if (isFree && state.outbox.length === 1)
    return { ...backIn(state, clientMessageId, entry.text), notice }
  const outbox = reduceOutbox(state.outbox, { type: 'failed', clientMessageId, failure })
  return { ...state, outbox, notice }
}

/** The message stands in the field again, with its files. */
function backIn(state: PanelState, clientMessageId: string, draft: string): PanelState {
  const entry = state.outbox.find((known) => known.clientMessageId === clientMessageId)
  const files = [...filesBack(entry?.attachments ?? []), ...state.files]
  return { ...without(state, clientMessageId), draft, files }
}

/** The sentence that says why what is written cannot be sent yet. */
export function obstacleOf({ draft, files }: PanelState): string | undefined {
  const states = files.map(({ state }) => state)
  return sendObstacle({ text: draft, conversationId: '', signedIn: true, files: states })
}

function noticeOf({ code, message, retryAfterSeconds = 10 }: FailureOf): string {
  if (code === 'RATE_LIMIT_EXCEEDED')
    return `You’re sending messages quickly. Try again in ${retryAfterSeconds} s.`
  return `Failed to send message. ${message}`
}

type FailureOf = Extract<ToPanel, { type: 'failed' }>['failure']

function without(state: PanelState, clientMessageId: string): PanelState {
  return { ...state, outbox: reduceOutbox(state.outbox, { type: 'discarded', clientMessageId }) }
}

/** Whoever writes here is the one person without a name. */
export const me = { id: 'me', name: '', email: '' }

/** Stored and unsent ones, as they stand in the thread. */
export function bubblesOf({ messages, outbox }: PanelState): Bubble[] {
  const stored = messages.map((message) => {
    const bubble = storedBubble(message)
    // Those who answer are a team to each other; to the visitor they are the other side.
    return message.sender === 'user' ? { ...bubble, senderId: me.id } : { ...bubble, team: false }
  })
  return [...stored, ...outbox.map((entry) => unsentBubble(entry, me))]
}
