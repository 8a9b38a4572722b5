import { type AdminApi, createAdminApi } from '@/lib/adminApi'
import { currentConfig } from '@/lib/config'
import type { ConnectionState } from '@/lib/connectionState'
import { createParleyClient } from '@/lib/parleyClient'
import type { ParleyEvent } from '@/lib/parleyEvents'
import type { Account, Role, UserStatus } from '@/lib/protocol'
import { createTokenSource, type TokenSource } from '@/lib/session'
import { createVisitorChatApi } from '@/lib/visitorChatApi'
import {
  createVisitorChat,
  type VisitorChat,
  type VisitorChatParts,
} from '../chats/createVisitorChat'
import { MOST_ROWS } from '../rows/shortList'
import { type Beyond, lookBeyondLater } from './lookBeyondLater'
import { createVisitorFeed } from './visitorFeed'
import { createVisitorsStore, type VisitorsStore } from './visitorsStore'

/** The admins' page of one tab: its client, what it knows, and what can be done. */
export interface Admin {
  me: Account
  role: Role
  store: VisitorsStore
  /** The conversations with visitors. */
  visitors: VisitorChat
  /** Finds those who are not among the newest. */
  search: Pick<Beyond, 'want' | 'again'>
  /** Made when it is first asked for: the server draws the page without one. */
  api(): AdminApi
  /** For calls of other parts in the same name. */
  caller(): Parts['caller']
  actions: AdminActions
  /** Connects; returns the way to stop. */
  start(): () => void
}

export interface AdminActions {
  /** Reads everything again, because somebody asked for it. */
  refresh(): Promise<void>
  pause(): void
  resume(): void
  reconnect(): void
  setStatus(status: UserStatus): void
}

/** Dots and numbers of a connection that has been away for so long would be guesses. */
const STALE_AFTER_MS = 10_000

export function createAdmin(me: Account, role: Role): Admin {
  const store = createVisitorsStore()
  const feed = createVisitorFeed(store)
  const staleness = followStaleness(store)
  const parts = lazyParts()
  const visitors = createVisitorChat({ account: me, role }, parts)
  const search = lookBeyondLater(store, async () => {
    const { createBeyond } = await import('./beyond')
    return createBeyond(store, visitors.chat.store, parts().api)
  })
  const readList = async () => {
    const { users, total } = await parts().api.newestOnline(MOST_ROWS)
    feed.receive(users.reverse(), 0, total)
    search.again()
  }
  const fail = ({ message }: Error) => store.setState({ failure: message })
  const hear = (event: ParleyEvent) => {
    if (event.type === 'presence') receive(event)
    if (event.type === 'poll') readList().catch(fail)
    if (event.type === 'state') seeConnection(store, event.state)
    if (event.type === 'session-ended') store.setState({ connection: 'ended' })
  }
  /** Without a socket the client reads colleagues only; the page reads everybody by itself. */
  const receive = (told: Extract<ParleyEvent, { type: 'presence' }>) => {
    if (store.getState().connection === 'polling') return
    feed.receive(told.users, told.missing, told.total)
    search.hear(told.beyond)
  }
  return {
    me,
    role,
    store,
    visitors,
    search,
    api: () => parts().api,
    caller: () => parts().caller,
    actions: {
      refresh: () => refresh(store, readList),
      pause: feed.pause,
      resume: feed.resume,
      reconnect: () => parts().client.reconnect(),
      setStatus: (status) => parts().client.setStatus(status),
    },
    start: () => {
      const { client, api } = parts()
      const ends = [
        client.subscribe(hear),
        followCardsLater(store, api),
        staleness.begin(),
        feed.close,
        search.start(),
        visitors.start(),
      ]
      return () => {
        for (const end of ends) end()
      }
    },
  }
}

/** Without a list and without a server there is nothing to show but that. */
function seeConnection(store: VisitorsStore, connection: ConnectionState): void {
  const isLost = connection === 'offline' && !store.getState().known
  store.setState({ connection, ...(isLost && { failure: 'The server cannot be reached' }) })
}

type Parts = VisitorChatParts & {
  api: AdminApi
  caller: { url: string; tokens: TokenSource }
}

function lazyParts(): () => Parts {
  let made: Parts | undefined
  return () => {
    made ??= makeParts()
    return made
  }
}

function makeParts(): Parts {
  const tokens = createTokenSource()
  const caller = { url: currentConfig().url, tokens }
  return {
    tokens,
    caller,
    client: createParleyClient({ tokens, mostUsers: MOST_ROWS }),
    api: createAdminApi(caller),
    chatApi: createVisitorChatApi(caller),
  }
}

async function refresh(store: VisitorsStore, readList: () => Promise<void>): Promise<void> {
  store.setState({ refreshing: true })
  try {
    await readList()
    store.setState({ failure: undefined })
  } catch (error) {
    store.setState({ failure: (error as Error).message })
  } finally {
    store.setState({ refreshing: false })
  }
}

/** Nobody waits for cards as for the table: what follows them is loaded behind it. */
function followCardsLater(store: VisitorsStore, api: AdminApi): () => void {
  let isOver = false
  let end = () => {}
  void import('./followCards').then(({ followCards }) => {
    if (!isOver) end = followCards(store, api)
  })
  return () => {
    isOver = true
    end()
  }
}

function followStaleness(store: VisitorsStore) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const follow = ({ connection }: { connection: string }) => {
    const isAway = /^(reconnecting|restarting|offline|ended)$/.test(connection)
    if (isAway) timer ??= setTimeout(() => store.setState({ stale: true }), STALE_AFTER_MS)
    if (isAway) return
    clearTimeout(timer)
    timer = undefined
    if (store.getState().stale) store.setState({ stale: false })
  }
  return {
    begin: () => {
      const end = store.subscribe(follow)
      return () => {
        end()
        clearTimeout(timer)
      }
    },
  }
}
