import type { DemoOnline } from '@/lib/demoProtocol'
import { refusal } from '@/lib/errors'
import type { OnlineUser, OnlineUsersPage } from '@/lib/protocol'
import type { OnlineUsersService } from '@/services/online-users'
import type { ServicePrincipal } from '@/services/realtime'
import { demoRow, idEnd } from './demoOnlineRow'

/** However many look, the list is read once in this time. */
const FRESH_MS = 500
/** Of more people the newest are shown; all are counted. */
const MOST_READ = 1000

export interface DemoLook {
  /** The end of the asker's own id. */
  you?: string | undefined
  limit: number
}

/** Who is online in the demo, for everybody who opens its landing page. */
export interface DemoOnlineService {
  /** @throws NOT_FOUND where there is no demo. */
  look(look: DemoLook): Promise<DemoOnline>
  /** How many are here; 0 where that is not known. */
  count(): Promise<number>
}

interface Options {
  isDemo: boolean
  tenantId: string
  onlineUsers: Pick<OnlineUsersService, 'page' | 'count'>
  now?: () => number
}

type Seen = OnlineUsersPage & { atMs: number }

export function createDemoOnline({
  isDemo,
  tenantId,
  onlineUsers,
  now = Date.now,
}: Options): DemoOnlineService {
  const viewer = readerOf(tenantId)
  let reading: { atMs: number; seen: Promise<Seen> } | undefined

  function read(): Promise<Seen> {
    const atMs = now()
    if (reading && atMs - reading.atMs < FRESH_MS) return reading.seen
    const page = onlineUsers.page(viewer, { limit: MOST_READ, order: 'newest' })
    const seen = page.then((answer) => ({ ...answer, atMs }))
    reading = { atMs, seen }
    return seen
  }

  return {
    look: async ({ you, limit }) => {
      if (!isDemo) throw refusal('NOT_FOUND')
      const { users, total, atMs, stale } = await read()
      return {
        at: new Date(atMs).toISOString(),
        online: total,
        rows: ownFirst(users, you).slice(0, limit).map(demoRow),
        ...(stale && { stale }),
      }
    },
    count: () => onlineUsers.count(tenantId).catch(() => 0),
  }
}

/** The server itself, where it reads for everybody. */
function readerOf(tenantId: string): ServicePrincipal {
  return { kind: 'service', tenantId, keyId: 'demo', scopes: ['presence:read'] }
}

function ownFirst(users: readonly OnlineUser[], you: string | undefined): OnlineUser[] {
  const isOwn = ({ userId }: OnlineUser) => idEnd(userId) === you
  const newestFirst = [...users].sort((a, b) => b.connectedAt.localeCompare(a.connectedAt))
  const own = newestFirst.filter(isOwn)
  return [...own, ...newestFirst.filter((user) => !isOwn(user))]
}
