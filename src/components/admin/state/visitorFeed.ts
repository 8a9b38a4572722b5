import type { OnlineUser } from '@/lib/protocol'
import { hasFallenOut, type KnownPart } from '../rows/shortList'
import { differences } from './differences'
import type { Left, VisitorsStore } from './visitorsStore'

/** Changes wait this long for others: longer where there are more of them. */
const WINDOWS = { calm: 250, busy: 1000, storm: 2000 }
const BUSY_CHANGES_PER_SECOND = 50
const STORM_CHANGES_PER_SECOND = 200

/** How long somebody who has left is still to be seen. */
const LEFT_MS = 2000
/** Arrivals are coloured one by one, never a screenful at once. */
const MOST_TINTS = 6

export interface VisitorFeed {
  /** A newer list; shown with the next batch. */
  receive(users: readonly OnlineUser[], missing: number, total?: number): void
  pause(): void
  resume(): void
  close(): void
}

/** Brings lists into the store in batches, and keeps them back while it is paused. */
export function createVisitorFeed(store: VisitorsStore): VisitorFeed {
  let latest: KnownPart | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let farewell: ReturnType<typeof setTimeout> | undefined
  let windowMs = WINDOWS.calm

  function receive(users: readonly OnlineUser[], missing: number, total?: number): void {
    const { known, paused, waiting } = store.getState()
    if (paused) {
      const changes = differences(latest?.users ?? store.getState().users, users).count
      store.setState({ waiting: waiting + changes })
    }
    latest = { users, missing, total: total ?? users.length + missing }
    if (paused) return
    if (!known) show()
    else timer ??= setTimeout(show, windowMs)
  }

  /** One batch, one new state. */
  function show(): void {
    timer = undefined
    const { left, known, ...before } = store.getState()
    const part = latest ?? before
    const { users, missing, total } = part
    const { arrived, gone: missed, count } = differences(before.users, users)
    const gone = missed.filter((user) => !hasFallenOut(user, part))
    const nowMs = Date.now()
    store.setState({
      known: true,
      failure: undefined,
      users,
      missing,
      total,
      asOfMs: nowMs,
      waiting: 0,
      left: leftNow(left, { gone, arrived, nowMs }),
      joined: new Set(known && isCalm(arrived.length) ? arrived : []),
    })
    // The first list is no change, however long it is.
    if (known) windowMs = windowFor((count * 1000) / windowMs)
    if (store.getState().left.size > 0) farewell ??= setTimeout(takeLeave, LEFT_MS)
  }

  function takeLeave(): void {
    farewell = undefined
    if (!store.getState().paused) show()
  }

  function isCalm(arrivals: number): boolean {
    return arrivals <= MOST_TINTS && windowMs === WINDOWS.calm
  }

  return {
    receive,
    pause: () => {
      clearTimeout(timer)
      timer = undefined
      store.setState({ paused: true, waiting: 0 })
    },
    resume: () => {
      store.setState({ paused: false })
      show()
    },
    close: () => {
      clearTimeout(timer)
      clearTimeout(farewell)
    },
  }
}

function leftNow(
  before: ReadonlyMap<string, Left>,
  { gone, arrived, nowMs }: { gone: readonly OnlineUser[]; arrived: string[]; nowMs: number },
): ReadonlyMap<string, Left> {
  const left = new Map([...before].filter(([, { atMs }]) => nowMs - atMs < LEFT_MS))
  for (const user of gone) left.set(user.userId, { user, atMs: nowMs })
  for (const userId of arrived) left.delete(userId)
  return left
}

function windowFor(changesPerSecond: number): number {
  if (changesPerSecond >= STORM_CHANGES_PER_SECOND) return WINDOWS.storm
  return changesPerSecond >= BUSY_CHANGES_PER_SECOND ? WINDOWS.busy : WINDOWS.calm
}
