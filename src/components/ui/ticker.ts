import { useSyncExternalStore } from 'react'

/**
 * The time in milliseconds, new every 30 s from one timer for the whole page, still while the tab
 * is hidden. `undefined` on the server and while hydrating: its clock and zone are not the reader's.
 */
export function useNow(): number | undefined {
  return useSyncExternalStore(subscribe, () => now, nothing)
}

const everyMs = 30_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const nothing = () => undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) start()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stop()
  }
}

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
