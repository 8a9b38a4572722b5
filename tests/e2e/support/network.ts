import type { BrowserContext, WebSocketRoute } from '@playwright/test'

/** The way between a context's pages and the server, in the hands of a test. */
export interface Network {
  /** In pages that are opened from now on no WebSocket comes about, as behind some proxies. */
  refuseWebSocket(): Promise<void>
  /** Closes every socket; none opens any more, by WebSocket or by polling. */
  cutSockets(): Promise<void>
  /** No request that sends a message arrives. */
  refuseSending(): Promise<void>
  /** Requests that send a message wait, and fail when what is returned is called. */
  holdSending(): Promise<() => void>
  /** Everything goes through again. */
  mend(): Promise<void>
}

const POLLING = /\/api\/socketio/
const SENDING = '**/api/privatechat/message'

/** Must be there before the first page: a WebSocket that is open already is out of reach. */
export async function controlNetwork(context: BrowserContext): Promise<Network> {
  const open = new Set<WebSocketRoute>()
  let refusing = false
  await context.routeWebSocket(/socketio/, (socket) => {
    if (refusing) return void socket.close()
    open.add(socket)
    socket.connectToServer()
  })
  return {
    refuseWebSocket: () => context.addInitScript(failEveryWebSocket).then(() => undefined),
    cutSockets: async () => {
      refusing = true
      await context.route(POLLING, (route) => route.abort())
      await Promise.all([...open].map((socket) => socket.close()))
      open.clear()
    },
    refuseSending: async () => {
      await context.route(SENDING, (route) => route.abort())
    },
    holdSending: async () => {
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      await context.route(SENDING, (route) => held.then(() => route.abort()))
      return release
    },
    mend: async () => {
      refusing = false
      await context.unroute(POLLING)
      await context.unroute(SENDING)
    },
  }
}

/** Runs in the page. A routed WebSocket opens before it is closed; this one never does. */
function failEveryWebSocket(): void {
  class FailingWebSocket {
    onerror: ((event: Event) => void) | undefined
    onclose: ((event: CloseEvent) => void) | undefined

    constructor() {
      setTimeout(() => {
        this.onerror?.(new Event('error'))
        this.onclose?.(new CloseEvent('close', { code: 1006 }))
      })
    }

    close(): void {
      this.onclose = undefined
    }
  }
  Object.assign(window, { WebSocket: FailingWebSocket })
}
