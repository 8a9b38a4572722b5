import { setTimeout as pause } from 'node:timers/promises'
import { type CpuTimes, cpuBetween } from '../processes/cpuClock'
import { waitFor } from '../processes/waitFor'
import type { Pair, Server } from '../targets/target'
import { type LoadSocket, openLoadSocket } from './loadSocket'
import { type Lane, MessageLedger } from './messageLedger'

export interface MessageLoad {
  /** Closed loop: every lane keeps `window` messages on their way. */
  saturate(window: number, seconds: number): Promise<SaturationFigures>
  /** Open loop: sends at a rate, whatever the answers do. */
  atRate(perSecond: number, seconds: number): Promise<LatencySamples>
  /** All messages sent so far; every phase waits until they are acked and delivered. */
  sent(): number
  close(): void
}

export interface SaturationFigures {
  completed: number
  elapsedMs: number
  cpu: CpuTimes
}

export interface LatencySamples {
  messages: number
  cpu: CpuTimes
  ackMs: number[]
  deliveryMs: number[]
}

const WARM_UP_MS = 1000
const TEXT = 'A message as long as people write them, about sixty-four letters.'

/** Both people of every pair on one socket each, and on one process each, with the conversation open. */
export async function openMessageLoad(
  server: Server,
  pairs: readonly Pair[],
): Promise<MessageLoad> {
  const lanes: Lane[] = pairs.flatMap(({ conversationId }, pair) => [
    { conversationId, receiver: 2 * pair + 1 },
    { conversationId, receiver: 2 * pair },
  ])
  const crew: Crew = {
    lanes,
    sockets: [],
    ledger: new MessageLedger(lanes, () => undefined),
    sent: 0,
  }
  for (const [index, { token }] of pairs.flatMap(({ people }) => people).entries()) {
    const onMessage = (packet: string) => crew.ledger.delivered(index, packet)
    crew.sockets.push(await openSocket(portOf(server, index), token, onMessage))
  }
  await Promise.all(lanes.map((lane, index) => openConversation(crew.sockets[index], lane)))
  return {
    saturate: (window, seconds) => saturate(server, crew, window, seconds),
    atRate: (perSecond, seconds) => atRate(server, crew, perSecond, seconds),
    sent: () => crew.sent,
    close: () => {
      for (const socket of crew.sockets) socket.close()
    },
  }
}

interface Crew {
  lanes: readonly Lane[]
  /** The sender of each lane. */
  sockets: LoadSocket[]
  /** Of the phase that runs. */
  ledger: MessageLedger
  sent: number
}

function send(crew: Crew, lane: number): number {
  const { number, clientMessageId } = crew.ledger.sent(lane)
  const conversationId = crew.lanes[lane]?.conversationId
  const payload = `{"conversationId":"${conversationId}","text":"${TEXT}","clientMessageId":"${clientMessageId}"}`
  const onAck = (answer: string) => crew.ledger.acked(number, answer)
  crew.sockets[lane]?.emit('send_private_message', payload, onAck)
  crew.sent++
  return number
}

async function saturate(
  server: Server,
  crew: Crew,
  window: number,
  seconds: number,
): Promise<SaturationFigures> {
  let sending = true
  crew.ledger = new MessageLedger(crew.lanes, (lane) => sending && send(crew, lane))
  for (let round = 0; round < window; round++) {
    for (const lane of crew.lanes.keys()) send(crew, lane)
  }
  await pause(WARM_UP_MS)
  const figures = await measure(server, crew.ledger, seconds)
  sending = false
  await settled(crew.ledger)
  return figures
}

async function atRate(
  server: Server,
  crew: Crew,
  perSecond: number,
  seconds: number,
): Promise<LatencySamples> {
  crew.ledger = new MessageLedger(crew.lanes, () => undefined)
  let lane = 0
  const sendNext = () => send(crew, lane++ % crew.lanes.length)
  await keepRate(perSecond, WARM_UP_MS, sendNext)
  const before = server.cpu.read()
  const first = sendNext()
  await keepRate(perSecond, seconds * 1000, sendNext)
  await settled(crew.ledger)
  const cpu = cpuBetween(before, server.cpu.read())
  const { ack, delivery } = crew.ledger.latencies(first)
  return { messages: ack.length, cpu, ackMs: ack, deliveryMs: delivery }
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

function openConversation(socket: LoadSocket | undefined, lane: Lane): Promise<void> {
  return new Promise((resolve, reject) => {
    const payload = JSON.stringify({ conversationId: lane.conversationId })
    socket?.emit('join_conversation', payload, (answer) => {
      if (answer.includes('"success":true')) resolve()
      else reject(new Error(`join_conversation answered ${answer}`))
    })
  })
}

async function measure(
  server: Server,
  ledger: MessageLedger,
  seconds: number,
): Promise<SaturationFigures> {
  const before = { completed: ledger.completed, cpu: server.cpu.read(), at: performance.now() }
  await pause(seconds * 1000)
  return {
    completed: ledger.completed - before.completed,
    elapsedMs: performance.now() - before.at,
    cpu: cpuBetween(before.cpu, server.cpu.read()),
  }
}

async function keepRate(perSecond: number, forMs: number, send: () => void): Promise<void> {
  const startMs = performance.now()
  let sent = 0
  for (let atMs = 0; atMs < forMs; atMs = performance.now() - startMs) {
    for (const due = (atMs * perSecond) / 1000; sent < due; sent++) send()
    await pause(1)
  }
}

/** Every message must have been acked and delivered, once. */
async function settled(ledger: MessageLedger): Promise<void> {
  await waitFor('every message to be acked and delivered', () => ledger.inFlight === 0)
  if (ledger.refusal) throw new Error(`A message was refused: ${ledger.refusal}`)
  if (ledger.duplicates > 0) throw new Error(`${ledger.duplicates} messages were delivered twice`)
}
