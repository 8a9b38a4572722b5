import type { Pair, Server } from '../targets/target'
import { type LoadSocket, openLoadSocket } from './loadSocket'
import type { Lane } from './messageLedger'
import {
  type LatencySamples,
  messageTraffic,
  type SaturationFigures,
  type Say,
} from './messageTraffic'

/** Messages between pairs of people, by socket: see `MessageTraffic`. */
export interface MessageLoad {
  saturate(window: number, seconds: number): Promise<SaturationFigures>
  atRate(perSecond: number, seconds: number): Promise<LatencySamples>
  sent(): number
  close(): void
}

/** One direction of a direct conversation. */
interface ChatLane extends Lane {
  conversationId: string
}

export const MESSAGE_TEXT = 'A message as long as people write them, about sixty-four letters.'

/** Both people of every pair on one socket each, and on one process each, with the conversation open. */
export async function openMessageLoad(
  server: Server,
  pairs: readonly Pair[],
): Promise<MessageLoad> {
  const lanes: ChatLane[] = pairs.flatMap(({ conversationId }, pair) => [
    { conversationId, receiver: 2 * pair + 1 },
    { conversationId, receiver: 2 * pair },
  ])
  const traffic = messageTraffic(server, lanes)
  const sockets: LoadSocket[] = []
  for (const [index, { token }] of pairs.flatMap(({ people }) => people).entries()) {
    const onMessage = (packet: string) => traffic.delivered(index, packet)
    sockets.push(await openSocket(portOf(server, index), token, onMessage))
  }
  await Promise.all(lanes.map((lane, index) => openConversation(sockets[index], lane)))
  const say = sayOn(lanes, sockets)
  return {
    saturate: (...phase) => traffic.saturate(say, ...phase),
    atRate: (...phase) => traffic.atRate(say, ...phase),
    sent: traffic.sent,
    close: () => {
      for (const socket of sockets) socket.close()
    },
  }
}

function sayOn(lanes: readonly ChatLane[], sockets: readonly LoadSocket[]): Say {
  return (lane, clientMessageId, onAck) => {
    const conversationId = lanes[lane]?.conversationId
    const payload = `{"conversationId":"${conversationId}","text":"${MESSAGE_TEXT}","clientMessageId":"${clientMessageId}"}`
    sockets[lane]?.emit('send_private_message', payload, onAck)
  }
}

function portOf({ port, otherPort = port }: Server, person: number): number {
  return person % 2 === 0 ? port : otherPort
}

function openSocket(
  port: number,
  token: string,
  onMessage: (packet: string) => void,
): Promise<LoadSocket> {
  const plan = {
    port,
    token,
    onEvent: (name: string, packet: string) => {
      if (name === 'private_message_created') onMessage(packet)
    },
  }
  return openLoadSocket(plan, 'connected')
}

function openConversation(socket: LoadSocket | undefined, lane: ChatLane): Promise<void> {
  return new Promise((resolve, reject) => {
    const payload = JSON.stringify({ conversationId: lane.conversationId })
    socket?.emit('join_conversation', payload, (answer) => {
      if (answer.includes('"success":true')) resolve()
      else reject(new Error(`join_conversation answered ${answer}`))
    })
  })
}
