import { createServer, type Server } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from '@/config/config'
import { attachSockets } from './attachSockets'
import { closeInWaves } from './closeSockets'
import { type App, createApp } from './createApp'
import { shareApp } from './currentApp'
import { createEdgeGate } from './edge/edgeGate'
import { nameSidsForEdge } from './edge/sidsOfEdge'
import { flushTogether } from './flushTogether'
import { createFront } from './front'
import { listen } from './listen'
import type { Pages } from './pages'
import { routeUpgrades, upgradeToEngine } from './upgrades'

export interface RunningServer {
  app: App
  /** Where it listens; the port is the real one where the configured one is 0. */
  url: string
  close(): Promise<void>
}

interface StartOptions {
  config: Config
  log: Logger
  /** Absent: only the API and sockets, every door mounted here. */
  openPages?: (config: Config) => Promise<Pages>
}

/** One process: storage, pages and sockets behind one port. */
export async function startServer({
  config,
  log,
  openPages,
}: StartOptions): Promise<RunningServer> {
  const app = await createApp(config, log)
  shareApp(app)
  const pages = await openPages?.(config)
  flushTogether(app.io.engine)
  nameSidsForEdge(app.io.engine)
  attachSockets(app.io, app)
  const gate = createEdgeGate(config.edge)
  const server = createServer(createFront(app, gate, pages))
  routeUpgrades(server, {
    gate,
    toSockets: (request, socket, head) => upgradeToEngine(app.io.engine, request, socket, head),
    toNext: pages?.upgrade,
  })
  const url = await listen(server, config)
  app.demoVisitors.begin(url)
  return {
    app,
    url,
    close: async () => {
      app.demoVisitors.close()
      await closeDoors(server, app)
      await app.close()
      await pages?.close()
    },
  }
}

/** No new requests, then the sockets go, each with its grace; clients come back by themselves. */
async function closeDoors(server: Server, app: App): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await app.onlineUsers.close(() =>
    closeInWaves(app.io, app.config.closeSpreadMs, { isRestart: true }),
  )
  await app.io.close().catch(() => undefined)
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), 3000)
  await closed
  clearTimeout(cut)
}
