/**
 * The connection as a person sees it: a pure machine of facts and time.
 *
 * Facts change by inputs, states follow from facts and the clock, so there is nothing to keep in
 * step: total downtime is counted from the first drop, whatever happens in between.
 *
 * ```
 *             up                         2 s                       3 s more, HTTP works
 * connecting ─────► real-time ──down──► silent ─► reconnecting ───────────────────► polling
 *    │ 10 s, HTTP works   ▲                            │ HTTP fails twice, or no network │
 *    └──► polling         └────────── up ◄─────────────┴──────────► offline ◄────────────┘
 * ```
 *
 * After a drop that the server has announced, `restarting` stands for `reconnecting` and `offline`
 * for half a minute: people are told why, and that it passes.
 */

/**
 * - `connecting` the first connection is being made.
 * - `real-time` connected, and nothing is missing.
 * - `silent` dropped less than 2 s ago: nothing is shown to the person.
 * - `reconnecting` dropped, and it is not yet known whether HTTP works.
 * - `restarting` dropped by a server that is being restarted, as it has said before.
 * - `polling` HTTP works: everything is read every 5 s.
 * - `offline` nothing reaches the server.
 * - `ended` the sign-in is over: only logging in again helps.
 */
export type ConnectionState =
  | 'connecting'
  | 'real-time'
  | 'silent'
  | 'reconnecting'
  | 'restarting'
  | 'polling'
  | 'offline'
  | 'ended'

/** When states follow each other, in ms of total downtime. */
export const connectionTimings = {
  /** Nothing is shown, and HTTP is not asked, before this. */
  silentMs: 2_000,
  /** From here on a drop is `polling`, if HTTP works. */
  pollingAfterDropMs: 5_000,
  /** From here on the first connection is `polling`, if HTTP works. */
  pollingAfterStartMs: 10_000,
  /** A server that is not back by then is not just being restarted. */
  restartingMs: 30_000,
} as const

/** HTTP calls in a row that must fail before the state is `offline`. */
const failuresUntilOffline = 2

/** What is known about the connection. Made by `newConnection`, changed by `advance`. */
export interface ConnectionFacts {
  readonly phase: 'up' | 'down' | 'ended'
  /** The socket was up at least once since the start. */
  readonly everUp: boolean
  /** Beginning of the present downtime, ms since 1970. */
  readonly downSinceMs: number
  /** What the browser says of its network. */
  readonly online: boolean
  /** HTTP answered in this downtime, and has not failed twice since. */
  readonly httpWorks: boolean
  readonly httpFailures: number
  /** The server has said that it restarts, since the socket was last up. */
  readonly restarting: boolean
}

export type ConnectionInput =
  /** The socket is connected and everything missed was read. */
  | { type: 'up' }
  /** The socket is gone. Repeats do not restart the downtime. */
  | { type: 'down' }
  /** The server says that it is about to close the socket, to be restarted. */
  | { type: 'restarting' }
  /** An HTTP call was answered (`works`) or was not. */
  | { type: 'http'; works: boolean }
  /** The browser's `online` and `offline` events. */
  | { type: 'network'; online: boolean }
  /** The sign-in is over. Nothing changes this any more. */
  | { type: 'ended' }

/** A connection that is being made since `nowMs`. */
export function newConnection(nowMs: number, online = true): ConnectionFacts {
  return {
    phase: 'down',
    everUp: false,
    downSinceMs: nowMs,
    online,
    httpWorks: false,
    httpFailures: 0,
    restarting: false,
  }
}

/** The facts after an input. */
export function advance(
  facts: ConnectionFacts,
  input: ConnectionInput,
  nowMs: number,
): ConnectionFacts {
  if (facts.phase === 'ended') return facts
  switch (input.type) {
    case 'up':
      return {
        ...facts,
        phase: 'up',
        everUp: true,
        online: true,
        httpWorks: false,
        httpFailures: 0,
        restarting: false,
      }
    case 'restarting':
      return { ...facts, restarting: true }
    case 'down':
      return facts.phase === 'down' ? facts : { ...facts, phase: 'down', downSinceMs: nowMs }
    case 'http':
      return facts.phase === 'up' ? facts : heard(facts, input.works)
    case 'network':
      return { ...facts, online: input.online, httpFailures: 0 }
    case 'ended':
      return { ...facts, phase: 'ended' }
  }
}

/** An answer proves that there is a network, whatever the browser says. */
function heard(facts: ConnectionFacts, works: boolean): ConnectionFacts {
  if (works) return { ...facts, online: true, httpWorks: true, httpFailures: 0 }
  const httpFailures = facts.httpFailures + 1
  return { ...facts, httpFailures, httpWorks: facts.httpWorks && !isUnreachable({ httpFailures }) }
}

/** The state at a moment. */
export function stateAt(facts: ConnectionFacts, nowMs: number): ConnectionState {
  if (facts.phase === 'ended') return 'ended'
  if (facts.phase === 'up') return 'real-time'
  const downMs = nowMs - facts.downSinceMs
  if (facts.everUp && downMs < connectionTimings.silentMs) return 'silent'
  if (!facts.online) return 'offline'
  if (facts.httpWorks && downMs >= pollingAfterMs(facts)) return 'polling'
  if (isRestarting(facts, downMs)) return 'restarting'
  if (isUnreachable(facts)) return 'offline'
  return facts.everUp ? 'reconnecting' : 'connecting'
}

/** Whether HTTP should be asked: while down, once the silent time is over. */
export function needsHttp(facts: ConnectionFacts, nowMs: number): boolean {
  return facts.phase === 'down' && nowMs - facts.downSinceMs >= connectionTimings.silentMs
}

/** Milliseconds until time alone may change the state or the need for HTTP; absent: never. */
export function nextChangeInMs(facts: ConnectionFacts, nowMs: number): number | undefined {
  if (facts.phase !== 'down') return undefined
  const downMs = nowMs - facts.downSinceMs
  const { silentMs, restartingMs } = connectionTimings
  const next = [silentMs, pollingAfterMs(facts), restartingMs].find((atMs) => atMs > downMs)
  return next === undefined ? undefined : next - downMs
}

function pollingAfterMs({ everUp }: ConnectionFacts): number {
  return everUp ? connectionTimings.pollingAfterDropMs : connectionTimings.pollingAfterStartMs
}

function isRestarting({ restarting }: ConnectionFacts, downMs: number): boolean {
  return restarting && downMs < connectionTimings.restartingMs
}

function isUnreachable({ httpFailures }: Pick<ConnectionFacts, 'httpFailures'>): boolean {
  return httpFailures >= failuresUntilOffline
}
