import { type ParleyApiError, parleyApiError } from '@/lib/parleyApiError'
import type { Message } from '@/lib/protocol'
import type { MessageReceipt } from '@/lib/webchatEvents'
import type { WebchatMessageAnswer, WebchatMessageRequest } from '@/lib/webchatProtocol'
import type { Written } from '../channel'
import type { VisitorLine } from './visitorLine'

interface Options {
  line: Pick<VisitorLine, 'link' | 'requests'>
  /** Who writes. */
  person(): unknown
  /** What goes along with every message: the page, and who writes. */
  about(): Omit<WebchatMessageRequest, 'text' | 'clientMessageId'>
}

/**
 * Sends one message after the other, so that they arrive as they were written: by the socket, and
 * where it is away or does not answer in 5 s by HTTP, with the same `clientMessageId`.
 */
export class MessageQueue {
  #end: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: Options) {}

  /** @throws ParleyApiError when both ways failed, or the server refused. */
  send(written: Written): Promise<Message> {
    const writer = this.options.person()
    const sent = this.#end.then(() => this.#send(written, writer))
    this.#end = sent.catch(() => {})
    return sent
  }

  async #send(written: Written, writer: unknown): Promise<Message> {
    const { line, about } = this.options
    const body = { ...about(), ...written }
    this.#demand(writer)
    const receipt = await overSocket(line, body)
    if (receipt) return messageOf(written, receipt)
    this.#demand(writer)
    return messageOf(
      written,
      await line.requests.send<WebchatMessageAnswer>('POST', '/webchat/message', body),
    )
  }

  /** What one person has written is not sent as another. */
  #demand(writer: unknown): void {
    if (this.options.person() !== writer) throw parleyApiError('UNAVAILABLE')
  }
}

/** Undefined where the other way may do better. */
async function overSocket(
  { link }: Options['line'],
  body: WebchatMessageRequest,
): Promise<MessageReceipt | undefined> {
  if (!link.isUp()) return undefined
  try {
    return await link.ask('message', body)
  } catch (error) {
    const { code, retry } = error as ParleyApiError
    if (retry && code !== 'RATE_LIMIT_EXCEEDED') return undefined
    throw error
  }
}

/** The stored message, as its sender knows it; the server's own copy is the same one. */
function messageOf({ clientMessageId, text }: Written, receipt: MessageReceipt): Message {
  const { messageId, sessionId, conversationId, seq, timestamp, attachments } = receipt
  if (!messageId) throw parleyApiError('INTERNAL')
  return {
    id: messageId,
    conversationId,
    seq,
    text: text.trim(),
    sender: 'user',
    senderId: '',
    senderName: '',
    timestamp,
    clientMessageId,
    tenantId: '',
    sessionId,
    ...(attachments && { attachments }),
  }
}
