import type { Clock } from './clock'
import type { Page } from './page'

/** A tab hidden for longer reads everything again on its return, even with a live socket. */
const longHiddenMs = 60_000

interface Watchers {
  /** The browser's network came or went: what is connected may be dead. */
  network(online: boolean): void
  /** The person looks at the page again; `long` after more than 60 s. */
  returned(long: boolean): void
}

/** @returns the end of watching. */
export function watchPage(page: Page, clock: Clock, watchers: Watchers): () => void {
  let hiddenAtMs = clock.now()
  const ends = [
    page.on('online', () => watchers.network(true)),
    page.on('offline', () => watchers.network(false)),
    page.on('hidden', () => {
      hiddenAtMs = clock.now()
    }),
    page.on('visible', () => watchers.returned(clock.now() - hiddenAtMs > longHiddenMs)),
  ]
  return () => {
    for (const end of ends) end()
  }
}
