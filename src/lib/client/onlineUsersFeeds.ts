import { ChatAPI } from '../chatApi'
import { currentConfig, publicKey } from '../config'
import { systemClock } from './clock'
import { nobodyYet, OnlineUsersFeed, type OnlineUsersState, type Watching } from './onlineUsersFeed'
import { openSocket } from './openSocket'
import { browserPage } from './page'
import { userPasses } from './passes'
import { TenantSocket, type TenantSocketHearer } from './tenantSocket'

/** Which list: all who want the same one share it. */
export interface FeedName {
  tenantId: string
  withSocket: boolean
}

const feeds = new Map<string, OnlineUsersFeed>()

/** Watches a tenant's presence. @returns the end of watching; the last one closes the socket. */
export function watchOnlineUsers(
  name: FeedName,
  changed: () => void,
  watching: Watching,
): () => void {
  if (name.tenantId === '') return () => {}
  const key = keyOf(name)
  const feed = feeds.get(key) ?? makeFeed(name, () => feeds.delete(key))
  feeds.set(key, feed)
  return feed.watch(changed, watching)
}

export function onlineUsersState(name: FeedName): OnlineUsersState {
  return feeds.get(keyOf(name))?.state ?? nobodyYet
}

export async function refreshOnlineUsers(name: FeedName): Promise<void> {
  await feeds.get(keyOf(name))?.refresh()
}

function keyOf({ tenantId, withSocket }: FeedName): string {
  return JSON.stringify([currentConfig().url, tenantId, withSocket])
}

function makeFeed({ tenantId, withSocket }: FeedName, onIdle: () => void): OnlineUsersFeed {
  const { url } = currentConfig()
  const passes = userPasses({ url })
  const api = new ChatAPI(tenantId, { url, passes })
  const page = browserPage()
  const openTenantSocket = (hearer: TenantSocketHearer) =>
    new TenantSocket({
      url,
      tenantId,
      passes,
      page,
      openSocket,
      hearer,
      isAdmin: true,
      apiKey: publicKey(),
      query: { ...page.address(), ...page.origin() },
      clock: systemClock,
      random: Math.random,
      pageOverHttp: (cursor) => api.getOnlineUsersPage(cursor),
    })
  return new OnlineUsersFeed({
    clock: systemClock,
    page,
    read: () => api.getOnlineUsers(),
    forgetPass: passes.forget,
    openSocket: withSocket ? openTenantSocket : undefined,
    onIdle,
  })
}
