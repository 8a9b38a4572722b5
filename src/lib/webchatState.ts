/** What a message changes of a visitor's conversation: the server does the same and tells no more. */
import type { Message, WebchatState } from './protocol'

/**
 * The state after a new message. A visitor's opens the conversation, and it waits from the first one
 * that no person has answered; a person's answer ends the wait, and takes what was nobody's.
 *
 * @example
 * const webchat = webchatAfter(conversation.webchat, message)
 */
export function webchatAfter(state: WebchatState, message: Message): WebchatState {
  const { sender, senderId, sessionId, timestamp, seq } = message
  const { waitingSince, ...rest } = state
  if (sender === 'user') {
    const since = waitingSince ?? timestamp
    return { ...rest, status: 'open', waitingSince: since, ...(sessionId && { sessionId }) }
  }
  if (sender !== 'agent') return state
  const { assigneeId = isAccount(senderId) ? senderId : undefined } = state
  const agentsReadSeq = Math.max(state.agentsReadSeq, seq)
  return { ...rest, agentsReadSeq, ...(assigneeId !== undefined && { assigneeId }) }
}

/** Programs answer too, and take nothing. */
function isAccount(senderId: string): boolean {
  return senderId.startsWith('u_')
}
