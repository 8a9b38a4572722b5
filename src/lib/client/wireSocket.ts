import type { HandshakeAuth } from '../handshakeAuth'

/**
 * What the SDK needs of a socket. `openSocket` is the real one; tests bring their own.
 * It never reconnects by itself and queues nothing: who sends without a connection is told.
 */
export interface WireSocket {
  readonly connected: boolean
  /** Begins one try; `connect` or `connect_error` follows. The first transport is tried first. */
  connect(transports: readonly Transport[]): void
  /** Ends the connection or the try. */
  disconnect(): void
  /**
   * Events of the server, and `connect`, `connect_error` (an error) and `disconnect`. `about` is what
   * stands beside a push.
   */
  on(event: string, listener: (payload: unknown, about?: unknown) => void): void
  emit(event: string, payload: unknown): void
  /** Emits and waits; `answer` is called once, with an error when none came in time. */
  ask(event: string, payload: unknown, limitMs: number, answer: Answered): void
}

export type Transport = 'websocket' | 'polling'
export type Answered = (error: Error | null, answer?: unknown) => void

export interface SocketAddress {
  /** Origin of the server; `''` is the page's own. */
  url: string
  /** Asked at every try. */
  auth: () => HandshakeAuth
  /** Where the page is, for the presence row of the first moment. */
  query: Record<string, string>
}

export type OpenSocket = (address: SocketAddress) => WireSocket
