import type { AdminApi } from '@/lib/adminApi'
import type { VisitorsStore } from './visitorsStore'

/** A minute is over once a minute. */
const EVERY_MS = 60_000
const HISTORY_MINUTES = 30

/** Keeps the last half hour and the tenant's idle time; what cannot be read stays as it was. */
export function followHistory(store: VisitorsStore, api: AdminApi): () => void {
  const read = () => {
    if (document.hidden) return
    api.presenceHistory(HISTORY_MINUTES).then(
      (history) => store.setState({ history }),
      () => undefined,
    )
  }
  api.presenceSettings().then(
    ({ idleAfterSeconds }) => store.setState({ idleAfterMs: idleAfterSeconds * 1000 }),
    () => undefined,
  )
  read()
  const timer = setInterval(read, EVERY_MS)
  document.addEventListener('visibilitychange', read)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', read)
  }
}
