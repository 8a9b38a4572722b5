import { useSyncExternalStore } from 'react'

/**
 * The time in milliseconds, new every 30 s from one timer for the whole page, still while the tab
 * is hidden. `undefined` on the server and while hydrating: its clock and zone are not the reader's.
 */
export function useNow(): number | undefined {
  return useSyncExternalStore(slow.subscribe, slow.now, nothing)
}

/** The same, new every second: for durations that are watched. */
export function useSecond(): number | undefined {
  return useSyncExternalStore(fast.subscribe, fast.now, nothing)
}

const slow = createTicker(30_000)
const fast = createTicker(1000)
const nothing = () => undefined

interface Ticker {
  now(): number
  subscribe(listener: () => void): () => void
}

/** Ticks while somebody listens and the tab is to be seen. */
function createTicker(everyMs: number): Ticker {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined

  function start() {
    now = Date.now()
    timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', followVisibility)
  }

  function stop() {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', followVisibility)
  }

  function tick() {
    now = Date.now()
    for (const listener of listeners) listener()
  }

  function followVisibility() {
    clearInterval(timer)
    if (document.hidden) return
    tick()
    timer = setInterval(tick, everyMs)
  }

  return {
    now: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1) start()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
  }
}
