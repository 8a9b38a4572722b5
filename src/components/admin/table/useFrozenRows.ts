import { type DOMAttributes, type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import type { OnlineUser } from '@/lib/protocol'
import { shownOrder } from '../rows/frozenOrder'
import { hasFallenOut } from '../rows/shortList'
import { useListState } from '../state/AdminProvider'

/** A row is given back its place so long after the pointer has left. */
const THAW_MS = 800

export interface DrawnRow {
  user: OnlineUser
  state: 'here' | 'joined' | 'left'
}

export interface FrozenRows {
  ids: readonly string[]
  /** Newcomers who wait for their place. */
  waiting: number
  rowOf(userId: string): DrawnRow | undefined
  /** Lets everybody take their place. */
  thaw(): void
  watch: Pick<
    DOMAttributes<HTMLElement>,
    'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur' | 'onScroll'
  >
}

/**
 * Nobody moves under the pointer: while it is over the table, focus is in it or it is scrolled, the
 * order stays, values still change, who leaves is dimmed and who comes waits behind the pill.
 */
export function useFrozenRows(
  rows: readonly OnlineUser[],
  scroller: RefObject<HTMLElement | null>,
): FrozenRows {
  const hold = useHold(scroller)
  const shown = useRef<readonly string[]>([])
  const gone = useGone(rows, hold.isHeld)
  const order = useMemo(() => {
    const wanted = rows.map(({ userId }) => userId)
    const ids = hold.isHeld ? wanted : withLeavers(wanted, shown.current, gone.rows)
    return shownOrder(shown.current, ids, hold.isHeld)
  }, [rows, gone.rows, hold.isHeld])
  shown.current = order.ids
  return { ...order, rowOf: gone.rowOf, watch: hold.watch, thaw: hold.release }
}

type Rows = Map<string, OnlineUser>

/** Who has left stays in place until the feed lets them go. */
function withLeavers(
  wanted: readonly string[],
  shown: readonly string[],
  gone: Rows,
): readonly string[] {
  if (gone.size === 0) return wanted
  const ids = wanted.filter((id) => !gone.has(id))
  shown.forEach((id, place) => {
    if (gone.has(id)) ids.splice(place, 0, id)
  })
  return ids
}

/** Rows by id, those of people who have just left included. */
function useGone(rows: readonly OnlineUser[], isHeld: boolean) {
  const users = useListState((state) => state.users)
  const total = useListState((state) => state.total)
  const left = useListState((state) => state.left)
  const joined = useListState((state) => state.joined)
  const remembered = useRef<readonly Rows[]>([])
  return useMemo(() => {
    const here: Rows = new Map()
    for (const user of rows) here.set(user.userId, user)
    const gone = goneSince(remembered.current, here, isHeld ? undefined : left)
    remembered.current = [here, gone]
    const online = thoseOf(users, gone)
    const farewell = (user: OnlineUser): DrawnRow => {
      const now = online.get(user.userId)
      const isHere = now ?? hasFallenOut(user, { users, total, missing: 0 })
      return { user: now ?? user, state: isHere ? 'here' : 'left' }
    }
    const leaving = new Map([...gone].map(([id, user]) => [id, farewell(user)]))
    const rowOf = (id: string): DrawnRow | undefined => {
      const user = here.get(id)
      if (!user) return leaving.get(id)
      return { user, state: joined.has(id) ? 'joined' : 'here' }
    }
    return { rows: gone, rowOf }
  }, [rows, users, total, left, joined, isHeld])
}

/** Who was there before and is not here, of those who are asked for, or else of all. */
function goneSince(
  before: readonly Rows[],
  here: Rows,
  asked: ReadonlyMap<string, unknown> | undefined,
): Rows {
  const gone: Rows = new Map()
  for (const rows of before) {
    for (const id of (asked ?? rows).keys()) {
      const row = rows.get(id)
      if (row && !here.has(id)) gone.set(id, row)
    }
  }
  return gone
}

/** Who is online and only no longer among the rows, as they do not pass the filter any more. */
function thoseOf(users: readonly OnlineUser[], wanted: Rows): Rows {
  const found: Rows = new Map()
  if (wanted.size === 0) return found
  for (const user of users) if (wanted.has(user.userId)) found.set(user.userId, user)
  return found
}

function useHold(scroller: RefObject<HTMLElement | null>) {
  const [isHeld, setHeld] = useState(false)
  const pointer = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const release = useCallback(() => {
    clearTimeout(timer.current)
    scroller.current?.scrollTo({ top: 0 })
    setHeld(false)
  }, [scroller])
  const judge = useCallback(() => {
    const { current } = scroller
    const isFocused = current?.contains(document.activeElement) ?? false
    return pointer.current || isFocused || (current?.scrollTop ?? 0) > 0
  }, [scroller])
  const watch = useMemo(() => {
    const enter = () => {
      clearTimeout(timer.current)
      if (judge()) setHeld(true)
    }
    const leave = () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setHeld(judge()), THAW_MS)
    }
    return {
      onPointerEnter: () => {
        pointer.current = true
        enter()
      },
      onPointerLeave: () => {
        pointer.current = false
        leave()
      },
      onFocus: enter,
      onBlur: leave,
      onScroll: () => (judge() ? enter() : leave()),
    }
  }, [judge])
  return { isHeld, release, watch }
}
