import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import type { Attachment } from '@/lib/attachments'
import { randomId } from '@/lib/client/randomId'
import { type OutboxEntry, type OutboxEvent, reduceOutbox, type SendFailure } from '@/lib/outbox'
import { failureOutcome } from '../composer/sendFailure'
import { withMessage } from './chatChanges'
import type { ChatStore } from './chatStore'
import type { ComposerHandle } from './composerHandle'
import type { DraftStore } from './draftStore'
import type { LazyClient } from './lazyClient'
import type { PendingFiles } from './pendingFiles'

export interface SendActions {
  /** Draws the message at once and delivers it; the composer is empty afterwards. */
  send(conversationId: string, text: string, attachments?: readonly Attachment[]): void
  /** Sends a message again that was not sent, as the same message. */
  retry(clientMessageId: string): void
  /** Takes a message that was not sent back into the composer. */
  edit(clientMessageId: string): void
  /** Forgets a message that was not sent. */
  discard(clientMessageId: string): void
}

/** A message on its way, with the files that the server has already. */
interface Sent {
  clientMessageId: string
  conversationId: string
  text: string
  attachments?: readonly Attachment[]
}

interface Deps {
  client: LazyClient
  store: ChatStore
  drafts: DraftStore
  composer: ComposerHandle
  pending: Pick<PendingFiles, 'putBack'>
  now?: () => number
}

export function createSendActions(deps: Deps): SendActions {
  const { client, store, drafts, composer, now = Date.now } = deps

  const dispatch = (event: OutboxEvent) =>
    store.setState(({ outbox }) => ({ outbox: reduceOutbox(outbox, event) }))
  const entryOf = (clientMessageId: string) =>
    store.getState().outbox.find((entry) => entry.clientMessageId === clientMessageId)

  function queue(message: Sent): void {
    dispatch({ type: 'queued', ...message, queuedAtMs: now() })
    drafts.clear(message.conversationId)
    void deliver(message)
  }

  async function deliver({ attachments, ...message }: Sent): Promise<void> {
    const { clientMessageId } = message
    const files = attachments && { attachmentIds: attachments.map(({ id }) => id) }
    try {
      const onFallback = () => dispatch({ type: 'fell-back', clientMessageId })
      const stored = await client().send({ ...message, ...files }, { onFallback })
      store.setState((state) => withMessage(state, stored))
    } catch (error) {
      // An echo may have proven meanwhile that it was stored after all.
      if (entryOf(clientMessageId)?.status === 'sending')
        fail({ ...message, ...(attachments && { attachments }) }, error as SendFailure)
    }
  }

  function fail(message: Sent, failure: SendFailure): void {
    const { clientMessageId, conversationId, text, attachments } = message
    dispatch({ type: 'failed', clientMessageId, failure })
    const outcome = failureOutcome({
      conversationId,
      openConversationId: store.getState().openId,
      composerText: drafts.textOf(conversationId),
      otherFailed: failedIn(store, conversationId) - 1,
      retry: failure.retry,
      withFiles: attachments !== undefined,
    })
    if (!outcome.keep) {
      dispatch({ type: 'discarded', clientMessageId })
      drafts.write(conversationId, text)
      composer.focusEnd()
    }
    const again = () => (outcome.keep ? retry(clientMessageId) : sendAgain(message))
    tell({ clientMessageId, kept: outcome.keep, failure, again })
  }

  /** From the toast, after the text went back: only if it was not changed since. */
  function sendAgain(message: Sent): void {
    if (drafts.textOf(message.conversationId).trim() === message.text) queue(message)
    else composer.focusEnd()
  }

  function retry(clientMessageId: string): void {
    const entry = entryOf(clientMessageId)
    if (entry?.status !== 'failed') return
    toast.dismiss(toastId(clientMessageId))
    dispatch({ type: 'retried', clientMessageId })
    const { conversationId, text, attachments } = entry
    void deliver({ clientMessageId, conversationId, text, ...(attachments && { attachments }) })
  }

  function forget(clientMessageId: string): void {
    toast.dismiss(toastId(clientMessageId))
    dispatch({ type: 'discarded', clientMessageId })
  }

  return {
    send: (conversationId, text, attachments = []) => {
      const files = attachments.length > 0 && { attachments }
      const clientMessageId = randomId()
      queue({ clientMessageId, conversationId, text: text.trim(), ...files })
    },
    retry,
    edit(clientMessageId) {
      const entry = entryOf(clientMessageId)
      if (entry) forget(clientMessageId)
      if (entry) takeBack(deps, entry)
    },
    discard(clientMessageId) {
      forget(clientMessageId)
      composer.focusEnd()
    },
  }
}

/** Before what stands in the composer now. */
function takeBack({ drafts, pending, composer }: Deps, entry: OutboxEntry): void {
  const { conversationId, text, attachments } = entry
  const before = drafts.textOf(conversationId)
  drafts.write(conversationId, before.trim() === '' ? text : `${text}\n${before}`)
  if (attachments) pending.putBack(conversationId, attachments)
  composer.focusEnd()
}

function failedIn(store: ChatStore, conversationId: string): number {
  const { outbox } = store.getState()
  const here = outbox.filter((entry) => entry.conversationId === conversationId)
  return here.filter(({ status }) => status === 'failed').length
}

interface Telling {
  clientMessageId: string
  kept: boolean
  failure: SendFailure
  again(): void
}

function tell({ clientMessageId, kept, failure, again }: Telling): void {
  toast.error('Failed to send message', {
    id: toastId(clientMessageId),
    description: failure.message,
    ...(failure.retry && { action: { label: 'Retry', onClick: again } }),
  })
  const where = kept ? 'It is kept in the conversation.' : 'Text is back in the message field.'
  announce(`Message not sent. ${where}`, 'assertive')
}

const toastId = (clientMessageId: string) => `unsent-${clientMessageId}`
