import type { MessageReceipt } from '@/lib/webchatEvents'
import type { Written } from './messageSchemas'
import { staffOf, uploaderOf, type VisitorCaller } from './webchatCallers'
import type { Draft, Posted } from './webchatService'

/** Whether it speaks for the tenant: an admin who names a session, or whoever says so. */
export function isReply(caller: VisitorCaller, written: Written): boolean {
  const { senderType, sessionId, conversationId } = written
  if (senderType === 'agent' || senderType === 'bot') return true
  if (senderType === 'user' || caller.kind !== 'user') return false
  const names = sessionId !== undefined || conversationId !== undefined
  return names && staffOf(caller) !== undefined
}

export function replyAs({ senderType }: Written): 'agent' | 'bot' {
  return senderType === 'bot' ? 'bot' : 'agent'
}

export function draftOf(caller: VisitorCaller, written: Written): Draft {
  const { text, clientMessageId, userInfo, page, attachmentIds: ids } = written
  const { name, email } = userInfo ?? {}
  const files = ids && { ids, by: uploaderOf(caller) }
  return { text, clientMessageId, name, email, domain: page.domain, files }
}

/** What the writer is told; of a message in a session that was only named, its name. */
export function receiptOf({ message, duplicate }: Posted, name?: string): MessageReceipt {
  const { id: messageId, conversationId, seq, timestamp, sessionId = '', attachments } = message
  const said = { seq, timestamp, duplicate, ...(attachments && { attachments }) }
  return { messageId, sessionId: name ?? sessionId, conversationId, ...said }
}
