import { useSyncExternalStore } from 'react'

/** `narrow`: one pane at a time. `middle`: Online Users is a sheet. `wide`: all three columns. */
export type Layout = 'narrow' | 'middle' | 'wide'

/** The breakpoints of the design, `md` and `xl`. The server draws for wide; CSS hides the rest. */
export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, layoutNow, () => 'wide')
}

const queries = { middle: '(min-width: 48rem)', wide: '(min-width: 74rem)' }

function layoutNow(): Layout {
  if (window.matchMedia(queries.wide).matches) return 'wide'
  return window.matchMedia(queries.middle).matches ? 'middle' : 'narrow'
}

function subscribe(listener: () => void): () => void {
  const lists = Object.values(queries).map((query) => window.matchMedia(query))
  for (const list of lists) list.addEventListener('change', listener)
  return () => {
    for (const list of lists) list.removeEventListener('change', listener)
  }
}
