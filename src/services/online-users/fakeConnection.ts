import { errorBody, refusal } from '@/lib/errors'
import type { ServerEvent } from '@/lib/protocol'
import {
  type Connection,
  type ParleySocket,
  type Principal,
  type Schema,
  valid,
} from '@/services/realtime'
import { socketOf } from './testPresence'

type Handler = (payload: unknown) => Promise<object>

/** A connection as the socket door makes it, without a socket: `ask` is what a client sends. */
export class FakeConnection implements Connection {
  readonly id: string
  readonly socketId: string
  readonly origin: Connection['origin']
  readonly rooms: string[] = []
  readonly emitted: { event: ServerEvent; payload: unknown }[] = []
  readonly #handlers = new Map<string, Handler>()
  readonly #closers: ((reason: string) => void)[] = []
  readonly #anyListeners: (() => void)[] = []

  constructor(
    readonly principal: Principal,
    readonly batchedPresence = false,
    readonly tab: string | undefined = undefined,
  ) {
    const { id, origin } = socketOf(principal.kind === 'service' ? principal.keyId : principal)
    this.id = id
    this.socketId = `socket of ${id}`
    this.origin = origin
  }

  readonly socket = {
    join: (room: string) => this.rooms.push(room),
    emit: (event: ServerEvent, payload: unknown) => this.emitted.push({ event, payload }),
    conn: { transport: { name: 'polling' }, once: () => undefined },
    onAny: (listener: () => void) => this.#anyListeners.push(listener),
  } as unknown as ParleySocket

  on<T>(event: string, schema: Schema<T>, handler: (payload: T) => Promise<object | undefined>) {
    this.#handlers.set(event, async (payload) => ({
      success: true,
      ...(await handler(valid(schema, payload))),
    }))
  }

  onClose(listener: (reason: string) => void): void {
    this.#closers.push(listener)
  }

  /** The ack that a client gets. */
  async ask(event: string, payload?: unknown): Promise<object> {
    for (const listener of this.#anyListeners) listener()
    const handler = this.#handlers.get(event)
    if (!handler) throw refusal('NOT_FOUND')
    return handler(payload).catch(errorBody)
  }

  close(reason: string): void {
    for (const closer of this.#closers) closer(reason)
  }
}
