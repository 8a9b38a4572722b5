import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import type { FollowPresence } from '@/services/online-users'
import { DeliveryWorker } from './deliveryWorker'
import { eventOfJob } from './jobEvents'
import type { JobSource } from './jobStream'
import { postEvent } from './postEvent'
import { postgresDeliveryStore } from './postgresDeliveryStore'
import { postgresEndpointStore } from './postgresEndpointStore'
import { PresenceWebhooks } from './presenceWebhooks'
import { Subscriptions } from './subscriptions'
import { WebhookFeed } from './webhookFeed'
import { type WebhooksService, webhooksService } from './webhooksService'

export interface Webhooks extends WebhooksService {
  /** Stores what has happened, and waits for tries under way. */
  close(): Promise<void>
}

/** Webhooks: their service, and what posts them while the process runs. */
export function createWebhooks(parts: {
  database: Database
  jobs: JobSource
  follow: FollowPresence
  allowPrivate: boolean
  log: Logger
}): Webhooks {
  const { database, jobs, follow, allowPrivate, log } = parts
  const endpoints = postgresEndpointStore(database)
  const deliveries = postgresDeliveryStore(database)
  const subscriptions = new Subscriptions(endpoints)
  const worker = new DeliveryWorker({ store: deliveries, post: postEvent, allowPrivate, log })
  const feed = new WebhookFeed({ deliveries, subscriptions, worker, log })
  const reader = jobs.consume(async (read) => {
    if ((await deliveries.add(read.flatMap(eventOfJob))) > 0) worker.wake()
  })
  const service = webhooksService({
    ...{ endpoints, deliveries, subscriptions, worker, feed, allowPrivate },
  })
  const { publishLater } = service
  const presence = new PresenceWebhooks({ follow, subscriptions, publishLater, log })
  return {
    ...service,
    close: async () => {
      await presence.close()
      await reader.close()
      await feed.close()
      await worker.close()
    },
  }
}
