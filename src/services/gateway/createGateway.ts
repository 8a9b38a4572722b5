import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import { type GatewayParts, type GatewayService, gatewayService } from './gatewayService'
import { postgresClientMessageStore } from './postgresClientMessageStore'
import { postgresPushQueueStore } from './postgresPushQueueStore'
import { postgresPushStore } from './postgresPushStore'
import { PushDelivery } from './pushDelivery'

const REFRESH_MS = 30_000
const FORGET_MS = 60_000

type Needs = Pick<GatewayParts, 'presence' | 'lastSeen' | 'pusher' | 'outbox'> & {
  database: Database
  log: Logger
  now?: () => number
}

export interface Gateway extends GatewayService {
  /** Writes what was begun; close the sockets before it. */
  close(): Promise<void>
}

export function createGateway({ database, log, now = Date.now, ...needs }: Needs): Gateway {
  const store = postgresPushStore(database)
  const clientMessages = postgresClientMessageStore(database)
  const delivery = new PushDelivery({ store: postgresPushQueueStore(database), log })
  needs.pusher.onRing((tenantId, userId) => void delivery.ring({ tenantId, userId }))
  const guarded = (what: string, run: () => Promise<void>) => () => {
    run().catch((error) => log.warn({ err: error }, what))
  }
  const refresh = guarded('pushes are not looked for', () => delivery.refresh())
  const forget = guarded('old pushes are not forgotten', () => store.forget(now()))
  const rounds = [setInterval(refresh, REFRESH_MS), setInterval(forget, FORGET_MS)]
  for (const round of rounds) round.unref()
  refresh()
  return {
    ...gatewayService({ ...needs, store, delivery, clientMessages, now }),
    close: async () => {
      for (const round of rounds) clearInterval(round)
      await delivery.close()
    },
  }
}
