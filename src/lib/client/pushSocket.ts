import type { ParleyApiError } from '../parleyApiError'
import type { Clock } from './clock'
import type { Page } from './page'
import type { PassSource } from './passes'
import { PassSocket } from './passSocket'
import { type PushHandler, PushHandlers } from './pushHandlers'
import { createSocketLink } from './socketLink'
import type { OpenSocket, WireSocket } from './wireSocket'

export interface PushSocketOptions {
  url: string
  apiKey: string | undefined
  passes: PassSource
  tenantId: string | undefined
  /** A reloaded tab is told only what it has not been told. */
  tab: string
  openSocket: OpenSocket
  page: Page
  clock: Clock
  random: () => number
  /** Connected or not, and why not, where the server has said so. */
  onState(isConnected: boolean, error: ParleyApiError | null): void
}

/** One socket that hears what back ends push, and follows nobody; kept up. */
export class PushSocket {
  readonly #kept: PassSocket
  readonly #handlers: PushHandlers

  constructor(private readonly options: PushSocketOptions) {
    const socket = this.#openSocket()
    this.#handlers = new PushHandlers(socket)
    this.#kept = new PassSocket({
      ...options,
      socket,
      link: createSocketLink(socket),
      onUp: () => options.onState(true, null),
      onDown: () => options.onState(false, null),
      onFailed: (error) => options.onState(false, error),
      onEnded: (error) => options.onState(false, error),
    })
  }

  /** @returns the end of hearing. */
  hear(event: string, handler: PushHandler): () => void {
    return this.#handlers.add(event, handler)
  }

  /** Begins to connect; repeats change nothing. */
  start(): void {
    this.#kept.start()
  }

  /** Closes the socket and ends every timer and listener. */
  stop(): void {
    this.#kept.stop()
  }

  #openSocket(): WireSocket {
    const { url, page, openSocket, apiKey, tab, tenantId } = this.options
    return openSocket({
      url,
      query: { ...page.address(), ...page.origin(), ...(tenantId && { tenantId }) },
      auth: () => {
        const { token } = this.#kept
        return { ...(token && { token }), ...(apiKey && { apiKey }), tab, presence: 'batch' }
      },
    })
  }
}
