import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import next from 'next'
import type { Config } from '@/config/config'
import { type PageContexts, pageContexts } from './pageContexts'

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
  const handle = app.getRequestHandler()
  // While pages are written Next builds them between requests, too.
  const contexts = production ? pageContexts() : undefined
  return {
    handle: contexts ? inContexts(contexts, handle) : handle,
    upgrade: production ? undefined : (...upgrade) => void relay.emit('upgrade', ...upgrade),
    close: () => {
      contexts?.close()
      return app.close()
    },
  }
}

/** A page is made until its answer is over, however it ends, and Next is done with it. */
function inContexts(contexts: PageContexts, handle: Pages['handle']): Pages['handle'] {
  return async (request, response) => {
    const end = contexts.begin()
    const over = finished(response, { cleanup: true }).catch(() => undefined)
    try {
      await handle(request, response)
    } finally {
      void over.then(end)
    }
  }
}
