import { setTimeout as pause } from 'node:timers/promises'
import { type CpuTimes, cpuBetween } from '../processes/cpuClock'
import { waitFor } from '../processes/waitFor'
import type { Server } from '../targets/target'
import { type Lane, MessageLedger } from './messageLedger'

/** Says a message on a lane; `onAck` wants the raw answer. */
export type Say = (lane: number, clientMessageId: string, onAck: (answer: string) => void) => void

/** Messages on their lanes; every phase waits until they are acked and delivered. */
export interface MessageTraffic {
  /** Closed loop: every lane keeps `window` messages on their way. */
  saturate(say: Say, window: number, seconds: number): Promise<SaturationFigures>
  /** Open loop: sends at a rate, whatever the answers do. */
  atRate(say: Say, perSecond: number, seconds: number): Promise<LatencySamples>
  /** A packet with a message has reached somebody. */
  delivered(receiver: number, packet: string): void
  /** All messages sent so far. */
  sent(): number
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

interface Phases {
  server: Server
  lanes: readonly Lane[]
  /** Of the phase that runs. */
  ledger: MessageLedger
  sent: number
}

const WARM_UP_MS = 1000

export function messageTraffic(server: Server, lanes: readonly Lane[]): MessageTraffic {
  const phases: Phases = {
    server,
    lanes,
    ledger: new MessageLedger(lanes, () => undefined),
    sent: 0,
  }
  return {
    saturate: (...asked) => saturate(phases, ...asked),
    atRate: (...asked) => atRate(phases, ...asked),
    delivered: (receiver, packet) => phases.ledger.delivered(receiver, packet),
    sent: () => phases.sent,
  }
}

function send(phases: Phases, say: Say, lane: number): number {
  const { ledger } = phases
  const { number, clientMessageId } = ledger.sent(lane)
  say(lane, clientMessageId, (answer) => ledger.acked(number, answer))
  phases.sent++
  return number
}

async function saturate(
  phases: Phases,
  say: Say,
  window: number,
  seconds: number,
): Promise<SaturationFigures> {
  const { lanes, server } = phases
  let sending = true
  phases.ledger = new MessageLedger(lanes, (lane) => sending && send(phases, say, lane))
  for (let round = 0; round < window; round++) {
    for (const lane of lanes.keys()) send(phases, say, lane)
  }
  await pause(WARM_UP_MS)
  const figures = await measure(server, phases.ledger, seconds)
  sending = false
  await settled(phases.ledger)
  return figures
}

async function atRate(
  phases: Phases,
  say: Say,
  perSecond: number,
  seconds: number,
): Promise<LatencySamples> {
  const { lanes, server } = phases
  phases.ledger = new MessageLedger(lanes, () => undefined)
  let lane = 0
  const sendNext = () => send(phases, say, lane++ % lanes.length)
  await keepRate(perSecond, WARM_UP_MS, sendNext)
  const before = server.cpu.read()
  const first = sendNext()
  await keepRate(perSecond, seconds * 1000, sendNext)
  await settled(phases.ledger)
  const cpu = cpuBetween(before, server.cpu.read())
  const { ack, delivery } = phases.ledger.latencies(first)
  return { messages: ack.length, cpu, ackMs: ack, deliveryMs: delivery }
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

/** Calls `each` at an even pace: whatever is due at the time, every millisecond. */
async function keepRate(perSecond: number, forMs: number, each: () => void): Promise<void> {
  const startMs = performance.now()
  let done = 0
  for (let atMs = 0; atMs < forMs; atMs = performance.now() - startMs) {
    for (const due = (atMs * perSecond) / 1000; done < due; done++) each()
    await pause(1)
  }
}

/** Every message must have been acked and delivered, once. */
async function settled(ledger: MessageLedger): Promise<void> {
  await waitFor('every message to be acked and delivered', () => ledger.inFlight === 0)
  if (ledger.refusal) throw new Error(`A message was refused: ${ledger.refusal}`)
  if (ledger.duplicates > 0) throw new Error(`${ledger.duplicates} messages were delivered twice`)
}
