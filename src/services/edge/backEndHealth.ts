/**
 * `ready`: takes work. `unready`: answers, and says that something it needs is away.
 * `down`: does not answer.
 */
export type BackEndState = 'ready' | 'unready' | 'down'

/** What one look at a back end shows; `refused`: nobody listens there. */
export type Seen = BackEndState | 'refused'

export interface BackEndHealth {
  /** Nothing before the first look. */
  state: BackEndState | undefined
  /** What the last looks showed instead, and how many of them. */
  otherwise: { state: BackEndState; times: number } | undefined
}

export const UNSEEN: BackEndHealth = { state: undefined, otherwise: undefined }

/** One look may deceive, in either direction; nobody at the door is proof. */
const TIMES_TO_BELIEVE = 2

export function afterLook(health: BackEndHealth, seen: Seen): BackEndHealth {
  const shown = seen === 'refused' ? 'down' : seen
  if (health.state === shown) return { state: shown, otherwise: undefined }
  if (health.state === undefined || seen === 'refused')
    return { state: shown, otherwise: undefined }
  const times = health.otherwise?.state === shown ? health.otherwise.times + 1 : 1
  if (times >= TIMES_TO_BELIEVE) return { state: shown, otherwise: undefined }
  return { state: health.state, otherwise: { state: shown, times } }
}
