import type { ParleyApi } from '../api'
import type { Message, SendPrivateMessage } from '../protocol'
import type { TokenSource } from '../session'
import type { VisitorChatApi } from '../visitorChatApi'
import type { MessageReceipt, WrittenMessage } from '../webchatEvents'
import type { SendingPaths } from './messageSender'
import type { SocketLink } from './socketLink'
import type { VisitorSight } from './visitorSight'

const UNOPENED = 'session:'
const NOTES = 'notes:'

/** Before the first message there is no conversation: the visitor's stay stands for it. */
export function unopenedChat(sessionId: string): string {
  return `${UNOPENED}${sessionId}`
}

/** What admins say among themselves is a thread of its own beside the conversation. */
export function notesOf(conversationId: string): string {
  return `${NOTES}${conversationId}`
}

/** It has an id of the server's: it is no thread of notes, and not only a stay. */
export function isStoredChat(conversationId: string): boolean {
  return !conversationId.startsWith(UNOPENED) && !conversationId.startsWith(NOTES)
}

/** A note in the thread that it belongs to. */
export function inItsThread(note: Message): Message {
  return { ...note, conversationId: notesOf(note.conversationId) }
}

/** Messages of a conversation, or of the notes beside it. */
export function readVisitorMessages(
  api: VisitorChatApi,
  sight: VisitorSight,
): ParleyApi['messages'] {
  return async (id, page = {}) => {
    if (!id.startsWith(NOTES)) {
      const answer = await api.messages(id, page)
      return { success: true, ...answer, messages: answer.messages.map(sight.message) }
    }
    const { changedAfter: _, ...position } = page
    const { notes, ...answer } = await api.notes(id.slice(NOTES.length), position)
    return { ...answer, messages: notes.map(inItsThread), lastChangeSeq: 0 }
  }
}

interface Options {
  api: VisitorChatApi
  socket: Pick<SocketLink, 'isUp' | 'ask'>
  tokens: TokenSource
  /** The first answer has opened this one, which has to be known before its message. */
  onOpened(conversationId: string): Promise<void>
}

/** Answers and notes, on either path. */
export function visitorPaths({ api, socket, tokens, onOpened }: Options): SendingPaths {
  const reply = async (
    message: SendPrivateMessage,
    say: (written: WrittenMessage) => Promise<MessageReceipt>,
  ) => {
    const receipt = await say(writtenOf(message))
    if (message.conversationId.startsWith(UNOPENED)) await onOpened(receipt.conversationId)
    const { tenantId, user } = await tokens.get()
    return storedMessage(message, receipt, { tenantId, user })
  }
  const by = (say: (written: WrittenMessage) => Promise<MessageReceipt>) => {
    return (message: SendPrivateMessage) =>
      message.conversationId.startsWith(NOTES) ? addNote(api, message) : reply(message, say)
  }
  return {
    isUp: () => socket.isUp(),
    overSocket: by((written) => socket.ask('message', written)),
    overHttp: by((written) => api.reply(written)),
  }
}

async function addNote(api: VisitorChatApi, message: SendPrivateMessage): Promise<Message> {
  const { conversationId, text, clientMessageId } = message
  const note = await api.addNote(conversationId.slice(NOTES.length), { text, clientMessageId })
  return inItsThread(note)
}

function writtenOf(message: SendPrivateMessage): WrittenMessage {
  const { conversationId, text, clientMessageId, attachmentIds } = message
  const to = conversationId.startsWith(UNOPENED)
    ? { sessionId: conversationId.slice(UNOPENED.length) }
    : { conversationId }
  return { ...to, text, clientMessageId, ...(attachmentIds && { attachmentIds }) }
}

/** What was stored is known without being read: the text is mine, the rest is in the receipt. */
function storedMessage(
  { text, clientMessageId }: SendPrivateMessage,
  { messageId: id, duplicate: _, ...receipt }: MessageReceipt,
  { tenantId, user }: { tenantId: string; user: { id: string; name: string } },
): Message {
  const by = { sender: 'agent' as const, senderId: user.id, senderName: user.name }
  return { id, ...receipt, text, ...by, clientMessageId, tenantId }
}
