import type { MessageAnswer } from '@/lib/privateChatProtocol'
import type { Message, SendPrivateMessage } from '@/lib/protocol'
import { draft, type Person } from '../../app/support/people'
import type { TestSocket } from '../../app/support/testSocket'

/** What one sender did: the next message goes out only when the one before is acknowledged. */
export interface Lane {
  name: string
  sender: Person
  /** Every message that was handed to a server, in order. */
  sent: SendPrivateMessage[]
  /** What the server acknowledged, in order. */
  acknowledged: Message[]
}

/** Sends one message and resolves with the stored one; rejects when nobody answers. */
export type Send = (message: SendPrivateMessage) => Promise<Message>

export function newLane(name: string, sender: Person): Lane {
  return { name, sender, sent: [], acknowledged: [] }
}

/**
 * Sends until the server is gone or `isEnough` says so. A message that was not acknowledged is sent
 * again first, with the id it had: that is what clients do.
 */
export async function drive(
  lane: Lane,
  conversationId: string,
  send: Send,
  isEnough: (lane: Lane) => boolean,
): Promise<void> {
  while (!isEnough(lane)) {
    const message = unanswered(lane) ?? next(lane, conversationId)
    try {
      lane.acknowledged.push(await send(message))
    } catch {
      return
    }
  }
}

export function unanswered({ sent, acknowledged }: Lane): SendPrivateMessage | undefined {
  return sent[acknowledged.length]
}

export function bySocket(socket: TestSocket): Send {
  // Nobody answers on a closed socket; waiting for the ack's time limit would only be slow.
  const closed = socket.isClosed(300_000).then(() => Promise.reject(new Error('closed')))
  closed.catch(() => undefined)
  return async (message) => {
    const answer = socket.demand('send_private_message', message)
    return (await Promise.race([answer, closed])).message
  }
}

export function byRequest(sender: Person): Send {
  return async (message) => {
    const { status, body } = await sender.call<MessageAnswer>(
      'POST',
      '/api/privatechat/message',
      message,
    )
    if (status !== 200) throw new Error(`refused with ${status}`)
    return body.message
  }
}

function next(lane: Lane, conversationId: string): SendPrivateMessage {
  const message = draft(conversationId, `${lane.name} ${lane.sent.length}`)
  lane.sent.push(message)
  return message
}
