import type { Socket } from 'socket.io'
import type { ClientEvent, ClientToServerEvents, ServerToClientEvents } from '@/lib/protocol'
import type { Principal } from './principal'
import type { Schema } from './validation'

export type ParleySocket = Socket<ClientToServerEvents, ServerToClientEvents>

/** Where a socket came from: what its page said of itself and what its request carried. */
export interface ConnectionOrigin {
  url: string
  title: string
  domain: string
  origin: string
  referrer: string
  userAgent: string
  /** The first language that the browser asks for; empty when unknown. */
  language: string
  /** Two letters, from a proxy that is trusted; empty when unknown. */
  country: string
}

/**
 * One live socket of a proven caller.
 * `id` is made fresh at every connection and never comes from Socket.IO, whose state recovery
 * restores `socket.id` and `socket.data` on another process.
 */
export interface Connection<P extends Principal = Principal> {
  readonly id: string
  readonly principal: P
  /** Asked for `presence_batch` instead of single presence events. */
  readonly batchedPresence: boolean
  /** The tab behind the socket, as in `X-Parley-Tab`. */
  readonly tab: string | undefined
  readonly socket: ParleySocket
  /** A new token of the same caller. */
  renew(principal: P): void
}

/**
 * The door for one kind of caller. Contexts open their events on it once, at the start: what is
 * said of every socket is kept once, and not with every socket.
 */
export interface SocketDoor<P extends Principal = Principal> {
  /**
   * Answers an event: limits, size and schema are checked, the handler's object becomes the ack,
   * a thrown refusal becomes the ack's error row (and an `error` event where no ack was asked for).
   */
  on<T>(
    event: ClientEvent,
    schema: Schema<T>,
    handler: (connection: Connection<P>, payload: T) => Promise<object | undefined>,
  ): void
  /** Hears of every socket that is let in. `origin` is told here alone. */
  onOpen(listener: (connection: Connection<P>, origin: ConnectionOrigin) => void): void
  /** Hears that a socket sent an event, before it is answered; also of events that are not opened. */
  onSignOfLife(listener: (connection: Connection<P>) => void): void
  /** Runs once for every socket, when it is gone. `reason` is Socket.IO's. */
  onClose(listener: (connection: Connection<P>, reason: string) => void): void
}
