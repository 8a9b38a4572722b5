import {
  advance,
  type ConnectionFacts,
  type ConnectionInput,
  type ConnectionState,
  needsHttp,
  newConnection,
  nextChangeInMs,
  stateAt,
} from '../connectionState'
import type { Clock } from './clock'

/** Runs the connection machine in real time. */
export interface ConnectionMonitor {
  state(): ConnectionState
  /** The socket has been away long enough for HTTP to take over. */
  needsHttp(): boolean
  report(input: ConnectionInput): void
  /** Begins anew: nothing is connected. */
  restart(online: boolean): void
  /** Ends the timer; the state stays. */
  stop(): void
}

interface MonitorOptions {
  clock: Clock
  onState(state: ConnectionState): void
  onHttpNeed(needed: boolean): void
}

export function createConnectionMonitor(options: MonitorOptions): ConnectionMonitor {
  const { clock } = options
  let facts: ConnectionFacts = newConnection(clock.now())
  let shown = { state: stateAt(facts, clock.now()), needed: false }
  let cancelTick = () => {}

  return {
    state: () => shown.state,
    needsHttp: () => shown.needed,
    report: (input) => {
      facts = advance(facts, input, clock.now())
      look()
    },
    restart: (online) => {
      facts = newConnection(clock.now(), online)
      look()
    },
    stop: () => cancelTick(),
  }

  function look(): void {
    cancelTick()
    const before = shown
    const nowMs = clock.now()
    shown = { state: stateAt(facts, nowMs), needed: needsHttp(facts, nowMs) }
    const inMs = nextChangeInMs(facts, nowMs)
    if (inMs !== undefined) cancelTick = clock.after(inMs, look)
    if (shown.state !== before.state) options.onState(shown.state)
    if (shown.needed !== before.needed) options.onHttpNeed(shown.needed)
  }
}
