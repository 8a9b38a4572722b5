import type { OutboxEntry } from '@/lib/outbox'
import type { Conversation } from '@/lib/protocol'
import { messageWords } from '../messageWords'

/** The second line of a conversation's row. */
export interface Preview {
  kind: 'typing' | 'draft' | 'failed' | 'sending' | 'message' | 'empty'
  text: string
}

export interface PreviewInput {
  conversation: Conversation
  me: string
  typing: boolean
  /** Empty where there is none, and for the conversation that is open. */
  draft: string
  /** The newest message that is not stored yet. */
  unsent: OutboxEntry | undefined
}

export function previewOf(input: PreviewInput): Preview {
  const { conversation, me, typing, draft, unsent } = input
  if (typing) return { kind: 'typing', text: 'typing…' }
  if (draft.trim() !== '') return { kind: 'draft', text: oneLine(draft) }
  if (unsent) return { kind: unsentKind(unsent), text: `You: ${oneLine(messageWords(unsent))}` }
  const { lastMessage } = conversation
  if (!lastMessage) return { kind: 'empty', text: 'Say hello' }
  if (lastMessage.deletedAt) return { kind: 'message', text: 'Message deleted' }
  return { kind: 'message', text: author(conversation, me) + oneLine(messageWords(lastMessage)) }
}

function unsentKind(unsent: OutboxEntry): 'failed' | 'sending' {
  return unsent.status === 'failed' ? 'failed' : 'sending'
}

function author({ kind, lastMessage }: Conversation, me: string): string {
  if (lastMessage?.sender === 'system') return ''
  if (lastMessage?.senderId === me) return 'You: '
  return kind === 'group' && lastMessage ? `${lastMessage.senderName}: ` : ''
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').slice(0, 200)
}
