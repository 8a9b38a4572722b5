import type { Logger } from 'pino'
import type { Config } from '@/config/config'
import {
  createDemoOnline,
  createDemoVisitors,
  type DemoOnlineService,
  type DemoShop,
  type DemoVisitorsService,
  demoShop,
} from '@/services/demo'
import { DEMO_KEYS, DEMO_TENANT, seedDemo } from '@/services/identity'
import { createMetrics, type Dependency, type Operations, readiness } from '@/services/operations'
import type { DoorServices } from '@/services/realtime'
import { closeInOrder, createServices, type Services } from './createServices'
import { openStorage, type Storage } from './openStorage'
import { type PageData, pageData } from './pageData'

/** Everything one process is made of. */
export interface App extends DoorServices, PageData, Services, Pick<Storage, 'database' | 'redis'> {
  config: Config
  demoOnline: DemoOnlineService
  demoVisitors: DemoVisitorsService
  demoShop: DemoShop
  operations: Operations
  /** Finishes what was accepted, then lets go of storage. */
  close(): Promise<void>
}

/** Builds the app. */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const storage = await openStorage(config, log)
  if (config.demo) await seedDemo(storage.database)
  const services = createServices(config, log, storage)
  const { identity, onlineUsers, io } = services
  const demo = { isDemo: config.demo, tenantId: DEMO_TENANT.key }
  const demoOnline = createDemoOnline({ ...demo, onlineUsers })
  return {
    config,
    log,
    ...storage,
    ...services,
    ...pageData({ config, ...storage, ...services, demoOnline }),
    authenticate: identity.authenticate,
    sawTab: (caller, tab, page) => {
      const seen = onlineUsers.sawTab(caller, tab, page)
      seen.catch((error) => log.error({ err: error }, 'presence'))
    },
    demoOnline,
    demoVisitors: demoVisitorsOf(config, log),
    demoShop: demoShop(config.demo),
    operations: operationsOf({ config, io, ...storage }),
    close: () => closeInOrder({ ...storage, ...services }),
  }
}

function demoVisitorsOf({ demo, demoVisitors }: Config, log: Logger): DemoVisitorsService {
  return createDemoVisitors({
    isDemo: demo,
    fromTheStart: demoVisitors,
    tenantId: DEMO_TENANT.key,
    apiKey: DEMO_KEYS.publishable,
    log,
  })
}

function operationsOf({
  config,
  database,
  io,
  redis,
}: Pick<App, 'config' | 'database' | 'io' | 'redis'>): Operations {
  const dependencies: Dependency[] = [
    { name: 'database', kind: database.kind, ping: database.ping },
    ...(redis
      ? [{ name: 'presence', kind: 'redis', ping: async () => void (await redis.client.ping()) }]
      : []),
  ]
  return {
    readiness: () => readiness(dependencies),
    metrics: createMetrics({ connections: () => io.engine.clientsCount }),
    metricsToken: config.metricsToken,
  }
}
