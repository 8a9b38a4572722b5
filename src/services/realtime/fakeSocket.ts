import { pino } from 'pino'
import type { ParleySocket } from './connection'
import type { Principal } from './principal'
import { type OpenSocketDoor, socketDoor } from './socketDoor'

type Listener = (...args: unknown[]) => void

interface Handshake {
  auth?: Record<string, unknown>
  query?: Record<string, string>
  headers?: Record<string, string>
}

/** A socket without a line, let in at a real door: `ask` is what a client sends. */
export class FakeSocket {
  readonly emitted: { event: string; payload: unknown }[] = []
  readonly conn = { transport: { name: 'polling' }, once: () => undefined }
  readonly handshake: Required<Handshake>
  readonly #rooms = new Set<string>()
  readonly #listeners = new Map<string, Listener>()
  connected = true

  constructor(
    readonly id: string,
    { auth = {}, query = {}, headers = {} }: Handshake = {},
  ) {
    this.handshake = { auth, query, headers }
  }

  enter<P extends Principal>(door: OpenSocketDoor<P>, principal: P): this {
    door.open(this as unknown as ParleySocket, principal)
    return this
  }

  get rooms(): string[] {
    return [...this.#rooms]
  }

  join(room: string): void {
    this.#rooms.add(room)
  }

  leave(room: string): void {
    this.#rooms.delete(room)
  }

  emit(event: string, payload: unknown): void {
    this.emitted.push({ event, payload })
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, listener)
  }

  set _anyListeners([hear]: [Listener]) {
    this.on('any', hear)
  }

  /** An event that asks for no answer. */
  say(event: string, payload?: unknown): void {
    this.#listeners.get('any')?.call(this, event, payload)
  }

  /** The ack that a client gets; of an event that nobody has opened it would wait for ever. */
  ask(event: string, payload?: unknown): Promise<object> {
    return new Promise((resolve) => {
      this.#listeners.get('any')?.call(this, event, payload, resolve)
    })
  }

  close(reason = 'transport close'): void {
    this.connected = false
    this.#listeners.get('disconnect')?.call(this, reason)
  }
}

/** A door whose limits nobody meets. */
export function openTestDoor<P extends Principal>(): OpenSocketDoor<P> {
  const limits = { messagesPerSecond: 1_000_000, messageBurst: 1_000_000 }
  return socketDoor({ log: pino({ level: 'silent' }), limits, trustedProxies: 0 })
}
