import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import next from 'next'
import type { Config } from '@/config/config'

/** Next, as the server sees it. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Hot reloading in development. */
  upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined
  close(): Promise<void>
}

/**
 * Next gets a server of its own that never listens: it hangs its upgrade listener on it,
 * and the process' one listener passes on what is meant for hot reloading.
 */
export async function openPages({ production, host, port }: Config): Promise<Pages> {
  const relay = createServer()
  const app = next({ dev: !production, hostname: host, port, httpServer: relay })
  await app.prepare()
  return {
    handle: app.getRequestHandler(),
    upgrade: production ? undefined : (...upgrade) => void relay.emit('upgrade', ...upgrade),
    close: () => app.close(),
  }
}
