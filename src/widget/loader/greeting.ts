import { siteStorage, tabStorage } from '@/lib/client/keptStorage'

const afterMs = 5_000
const quietMs = 30 * 24 * 3600_000
const shownKey = 'parley.greeted'
const closedKey = 'parley.greeting-closed'

/** Greets once per tab, after 5 s; whoever closes it is left alone for 30 days. */
export function greetLater(show: () => void): () => void {
  const closedMs = Number(siteStorage.get(closedKey)) || 0
  if (tabStorage.get(shownKey) !== null || Date.now() - closedMs < quietMs) return () => {}
  const timer = setTimeout(() => {
    tabStorage.set(shownKey, '1')
    show()
  }, afterMs)
  return () => clearTimeout(timer)
}

export function greetNoMore(): void {
  siteStorage.set(closedKey, String(Date.now()))
}
