import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import type { FollowPresence } from '@/services/online-users'
import type { WebhookEvent } from './deliveryStore'
import { DeliveryWorker } from './deliveryWorker'
import type { EndpointStore } from './endpointStore'
import { eventOfJob } from './jobEvents'
import type { JobSource, ReadJob } from './jobStream'
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
    const events = await listenedTo(endpoints, read)
    if (events.length > 0 && (await deliveries.add(events)) > 0) worker.wake()
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

/**
 * Mostly nobody listens, and jobs are looked into no further. It is asked anew with each reading: an
 * endpoint of any process is known by the time a job comes that was written after it.
 */
async function listenedTo(
  endpoints: Pick<EndpointStore, 'subscriptions'>,
  jobs: readonly ReadJob[],
): Promise<WebhookEvent[]> {
  const subscriptions = await endpoints.subscriptions()
  return subscriptions.length > 0 ? jobs.flatMap(eventOfJob) : []
}
