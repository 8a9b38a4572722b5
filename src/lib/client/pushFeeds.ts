import { currentConfig, publicKey } from '../config'
import { systemClock } from './clock'
import { openSocket } from './openSocket'
import { browserPage } from './page'
import { userPasses, visitorPasses } from './passes'
import { PushFeed, type PushFeedState } from './pushFeed'
import type { PushHandler } from './pushHandlers'
import { PushSocket } from './pushSocket'
import { tabId } from './tabId'

const feeds = new Map<string, PushFeed>()

interface Watching {
  event: string
  handler: PushHandler
  changed(): void
}

/**
 * Hears a push by name, as the signed-in user, or as the visitor of a tenant's website. All who hear
 * as the same one share a socket. @returns the end of hearing; the last one closes the socket.
 */
export function watchPushes(tenantId: string | undefined, watching: Watching): () => void {
  const key = keyOf(tenantId)
  const feed = feeds.get(key) ?? makeFeed(tenantId, () => feeds.delete(key))
  feeds.set(key, feed)
  return feed.watch(watching.event, watching.handler, watching.changed)
}

export function pushFeedState(tenantId: string | undefined): PushFeedState {
  return feeds.get(keyOf(tenantId))?.state ?? notYet
}

export const notYet: PushFeedState = { isConnected: false, error: null }

function keyOf(tenantId: string | undefined): string {
  return JSON.stringify([currentConfig().url, tenantId])
}

function makeFeed(tenantId: string | undefined, onIdle: () => void): PushFeed {
  const { url } = currentConfig()
  const passes = tenantId === undefined ? userPasses({ url }) : visitorPasses({ url, tenantId })
  return new PushFeed({
    clock: systemClock,
    onIdle,
    openSocket: (onState) =>
      new PushSocket({
        url,
        tenantId,
        passes,
        onState,
        openSocket,
        apiKey: publicKey(),
        tab: tabId(),
        page: browserPage(),
        clock: systemClock,
        random: Math.random,
      }),
  })
}
