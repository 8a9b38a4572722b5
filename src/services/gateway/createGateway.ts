import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import { type GatewayParts, type GatewayService, gatewayService } from './gatewayService'
import { postgresClientMessageStore } from './postgresClientMessageStore'
import { postgresGatewayEventStore } from './postgresGatewayEventStore'
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
  /** Forgets what has expired, and tells of what nobody heard; happens once a minute by itself. */
  forget(): Promise<void>
  /** Writes what was begun; close the sockets before it. */
  close(): Promise<void>
}

export function createGateway({ database, log, now = Date.now, outbox, ...needs }: Needs): Gateway {
  const store = postgresPushStore(database)
  const clientMessages = postgresClientMessageStore(database)
  const eventStore = postgresGatewayEventStore(database)
  const queue = postgresPushQueueStore(database)
  const delivery = new PushDelivery({ store: queue, log, onDelivered: () => outbox.wake() })
  needs.pusher.onRing((tenantId, userId) => void delivery.ring({ tenantId, userId }))
  const guarded = (what: string, run: () => Promise<void>) => () => {
    run().catch((error) => log.warn({ err: error }, what))
  }
  const refresh = guarded('pushes are not looked for', () => delivery.refresh())
  const forget = async () => {
    if ((await store.forget(now())) > 0) outbox.wake()
  }
  const forgetAgain = guarded('old pushes are not forgotten', forget)
  const rounds = [setInterval(refresh, REFRESH_MS), setInterval(forgetAgain, FORGET_MS)]
  for (const round of rounds) round.unref()
  refresh()
  return {
    ...gatewayService({ ...needs, outbox, store, delivery, clientMessages, eventStore, now }),
    forget,
    close: async () => {
      for (const round of rounds) clearInterval(round)
      await delivery.close()
    },
  }
}
