import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import type { WebhooksService } from '@/services/webhooks'
import { type GatewayParts, type GatewayService, gatewayService } from './gatewayService'
import { postgresClientMessageStore } from './postgresClientMessageStore'
import { postgresPushQueueStore } from './postgresPushQueueStore'
import { postgresPushStore } from './postgresPushStore'
import { PushDelivery } from './pushDelivery'
import { pushEvent } from './pushEvent'
import type { ToldPush } from './pushStore'

const REFRESH_MS = 30_000
const FORGET_MS = 60_000

type Needs = Pick<GatewayParts, 'presence' | 'lastSeen' | 'pusher' | 'outbox'> & {
  /** Told what became of pushes that waited. */
  webhooks: Pick<WebhooksService, 'publishLater'>
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

export function createGateway({
  database,
  log,
  webhooks,
  now = Date.now,
  ...needs
}: Needs): Gateway {
  const store = postgresPushStore(database)
  const clientMessages = postgresClientMessageStore(database)
  const tell = (pushes: readonly ToldPush[]) => {
    for (const push of pushes) webhooks.publishLater(pushEvent(push, now()))
  }
  const queue = postgresPushQueueStore(database)
  const delivery = new PushDelivery({ store: queue, log, onDelivered: tell })
  needs.pusher.onRing((tenantId, userId) => void delivery.ring({ tenantId, userId }))
  const guarded = (what: string, run: () => Promise<void>) => () => {
    run().catch((error) => log.warn({ err: error }, what))
  }
  const refresh = guarded('pushes are not looked for', () => delivery.refresh())
  const forget = async () => tell(await store.forget(now()))
  const forgetAgain = guarded('old pushes are not forgotten', forget)
  const rounds = [setInterval(refresh, REFRESH_MS), setInterval(forgetAgain, FORGET_MS)]
  for (const round of rounds) round.unref()
  refresh()
  return {
    ...gatewayService({ ...needs, store, delivery, clientMessages, now }),
    forget,
    close: async () => {
      for (const round of rounds) clearInterval(round)
      await delivery.close()
    },
  }
}
