import { usePreferences } from '@/components/ui/preferences'
import type { AdminApi } from '@/lib/adminApi'
import type { VisitorsStore } from './visitorsStore'

/** A minute is over once a minute. */
const EVERY_MS = 60_000
const HISTORY_MINUTES = 30

/**
 * Keeps the last half hour, with the team where it is included, and the tenant's idle time; what
 * cannot be read stays as it was.
 */
export function followHistory(store: VisitorsStore, api: AdminApi): () => void {
  const withTeam = () => usePreferences.getState().includeTeam
  const read = () => {
    if (document.hidden) return
    const asked = withTeam()
    api.presenceHistory(HISTORY_MINUTES, asked).then(
      // An answer to what nobody asks any more.
      (history) => asked === withTeam() && store.setState({ history }),
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
  const endPreference = usePreferences.subscribe((now, before) => {
    if (now.includeTeam !== before.includeTeam) read()
  })
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', read)
    endPreference()
  }
}
