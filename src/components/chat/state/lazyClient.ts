import type { ParleyClient } from '@/lib/parleyClient'

/** The client of the tab, made when it is first needed: the server draws the page without one. */
export type LazyClient = () => ParleyClient

export function lazyClient(make: () => ParleyClient): LazyClient {
  let client: ParleyClient | undefined
  return () => {
    client ??= make()
    return client
  }
}
