import { type DOMAttributes, type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { OnlineUser } from '@/lib/protocol'
import { shownOrder } from '../rows/frozenOrder'
import { hasFallenOut } from '../rows/shortList'
import { useAdmin } from '../state/AdminProvider'

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
  const wanted = useMemo(() => rows.map(({ userId }) => userId), [rows])
  const order = shownOrder(shown.current, withLeavers(wanted, shown.current, gone.ids), hold.isHeld)
  shown.current = order.ids
  return { ...order, rowOf: gone.rowOf, watch: hold.watch, thaw: hold.release }
}

/** Who has left stays in place until the feed, or the hold, lets them go. */
function withLeavers(
  wanted: readonly string[],
  shown: readonly string[],
  gone: ReadonlySet<string>,
): readonly string[] {
  const places = shown.flatMap((id, index) => (gone.has(id) ? [{ id, index }] : []))
  if (places.length === 0) return wanted
  const ids = wanted.filter((id) => !gone.has(id))
  for (const { id, index } of places) ids.splice(index, 0, id)
  return ids
}

/** Rows by id, those of people who have just left included. */
function useGone(rows: readonly OnlineUser[], isHeld: boolean) {
  const { store } = useAdmin()
  const users = useStore(store, (state) => state.users)
  const total = useStore(store, (state) => state.total)
  const left = useStore(store, (state) => state.left)
  const joined = useStore(store, (state) => state.joined)
  const remembered = useRef(new Map<string, OnlineUser>())
  return useMemo(() => {
    const here = new Map(rows.map((user) => [user.userId, user]))
    const before = remembered.current
    const kept = isHeld ? [...before.keys()].filter((id) => !here.has(id)) : []
    const ids = new Set([...left.keys(), ...kept].filter((id) => !here.has(id) && before.has(id)))
    const online = thoseOf(users, ids)
    const known = new Map(here)
    for (const id of ids) known.set(id, online.get(id) ?? (before.get(id) as OnlineUser))
    remembered.current = known
    const isGone = (id: string, user: OnlineUser) =>
      ids.has(id) && !online.has(id) && !hasFallenOut(user, { users, total, missing: 0 })
    const rowOf = (id: string): DrawnRow | undefined => {
      const user = known.get(id)
      if (!user) return undefined
      if (isGone(id, user)) return { user, state: 'left' }
      return { user, state: joined.has(id) ? 'joined' : 'here' }
    }
    return { ids, rowOf }
  }, [rows, users, total, left, joined, isHeld])
}

/** Who is online and only no longer among the rows, as they do not pass the filter any more. */
function thoseOf(
  users: readonly OnlineUser[],
  ids: ReadonlySet<string>,
): ReadonlyMap<string, OnlineUser> {
  if (ids.size === 0) return new Map()
  return new Map(users.filter(({ userId }) => ids.has(userId)).map((user) => [user.userId, user]))
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
