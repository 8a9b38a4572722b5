import type { Person, Server, Visitor } from '../targets/target'
import { httpRequest, openQueuedLine, type QueuedLine } from './httpLine'
import { type LoadSocket, openLoadSocket } from './loadSocket'
import { MESSAGE_TEXT } from './messageLoad'
import { type MessageTraffic, messageTraffic, type Say } from './messageTraffic'

/** Visitors who write, and admins who have every message. */
export interface WebchatLoad {
  traffic: MessageTraffic
  bySocket: Say
  /** Over a kept-alive connection of each visitor, for one phase. */
  openHttp(): { say: Say; close(): void }
  close(): void
}

interface WebchatPlan {
  server: Server
  visitors: readonly Visitor[]
  admins: readonly Person[]
  /** The server joins nobody to a conversation by itself. */
  mustJoin: boolean
  /** What the first admin is told of presence. */
  onPresence(packet: string): void
}

const PRESENCE = new Set(['user_online', 'user_offline', 'presence_batch'])

/** Each message counts when an admin has it, every other one the other admin. */
export async function openWebchatLoad(plan: WebchatPlan): Promise<WebchatLoad> {
  const { server, visitors, admins } = plan
  const lanes = visitors.map((_, nth) => ({ receiver: nth % admins.length }))
  const traffic = messageTraffic(server, lanes)
  const watching: LoadSocket[] = []
  for (const [nth, admin] of admins.entries())
    watching.push(await openAdmin(plan, admin, nth, traffic))
  const writing: LoadSocket[] = []
  for (const { token } of visitors) {
    const writer = { port: server.port, token, onEvent: () => undefined }
    writing.push(await openLoadSocket(writer, 'connected'))
  }
  if (plan.mustJoin) await joinAll(visitors, watching, writing)
  const bodies = bodiesOf(visitors)
  return {
    traffic,
    bySocket: (lane, id, onAck) => writing[lane]?.emit('message', bodies(lane, id), onAck),
    openHttp: () => overHttp(server, visitors, bodies),
    close: () => {
      for (const socket of [...watching, ...writing]) socket.close()
    },
  }
}

type Bodies = (lane: number, clientMessageId: string) => string

function bodiesOf(visitors: readonly Visitor[]): Bodies {
  return (lane, id) =>
    `{"sessionId":"${visitors[lane]?.sessionId}","text":"${MESSAGE_TEXT}","clientMessageId":"${id}","domain":"localhost"}`
}

function openAdmin(
  { server, onPresence }: WebchatPlan,
  { token }: Person,
  nth: number,
  traffic: MessageTraffic,
): Promise<LoadSocket> {
  const onEvent = (name: string, packet: string) => {
    if (name === 'meta_message_created') traffic.delivered(nth, packet)
    else if (nth === 0 && PRESENCE.has(name)) onPresence(packet)
  }
  return openLoadSocket({ port: server.port, token, presence: 'batch', onEvent }, 'connected')
}

async function joinAll(
  visitors: readonly Visitor[],
  watching: readonly LoadSocket[],
  writing: readonly LoadSocket[],
): Promise<void> {
  for (const [nth, { sessionId }] of visitors.entries()) {
    for (const socket of [...watching, writing[nth]]) await join(socket, sessionId)
  }
}

function join(socket: LoadSocket | undefined, conversationId: string): Promise<void> {
  return new Promise((resolve) => {
    socket?.emit('join_conversation', JSON.stringify({ conversationId }), () => resolve())
  })
}

function overHttp(server: Server, visitors: readonly Visitor[], bodies: Bodies) {
  const lines: QueuedLine[] = visitors.map(() => openQueuedLine(server.port))
  const say: Say = (lane, id, onAck) =>
    lines[lane]?.ask(
      httpRequest('POST', '/webchat/message', visitors[lane]?.token ?? '', bodies(lane, id)),
      (_, answer) => onAck(answer.toString()),
    )
  return {
    say,
    close: () => {
      for (const line of lines) line.close()
    },
  }
}
