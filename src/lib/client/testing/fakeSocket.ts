import type { Clock } from '../clock'
import type { Answered, OpenSocket, SocketAddress, Transport, WireSocket } from '../wireSocket'

type Reply = (payload: never) => unknown

/** A server's side of one socket. `undefined` from a reply is silence. */
export class FakeSocket implements WireSocket {
  connected = false
  /** The transports of every try. */
  readonly tries: Transport[][] = []
  /** Everything the client sent: `[event, payload]`. */
  readonly sent: [string, unknown][] = []
  /** What becomes of a try; `undefined` is silence. */
  onTry: () => 'accept' | Error | undefined = () => 'accept'
  address: SocketAddress | undefined
  readonly #replies = new Map<string, Reply>()
  readonly #listeners = new Map<string, ((payload: unknown, about?: unknown) => void)[]>()
  readonly #waiting = new Set<(error: Error) => void>()

  constructor(private readonly clock: Clock) {}

  readonly open: OpenSocket = (address) => {
    this.address = address
    return this
  }

  /** Answers an event from now on. */
  reply(event: string, reply: Reply): void {
    this.#replies.set(event, reply)
  }

  /** The server emits. */
  say(event: string, payload?: unknown, about?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload, about)
  }

  /** The network breaks. */
  drop(): void {
    if (!this.connected) return
    this.connected = false
    this.say('disconnect', 'transport close')
    for (const fail of [...this.#waiting]) fail(new Error('disconnected'))
  }

  /** What the client sent by that name. */
  heard<T = unknown>(event: string): T[] {
    return this.sent.filter(([name]) => name === event).map(([, payload]) => payload as T)
  }

  connect(transports: readonly Transport[]): void {
    this.tries.push([...transports])
    const outcome = this.onTry()
    if (outcome === undefined) return
    this.clock.after(0, () => {
      if (outcome instanceof Error) return this.say('connect_error', outcome)
      this.connected = true
      this.say('connect')
    })
  }

  disconnect(): void {
    this.drop()
  }

  on(event: string, listener: (payload: unknown, about?: unknown) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }

  emit(event: string, payload: unknown): void {
    if (!this.connected) return
    this.sent.push([event, payload])
    this.#replies.get(event)?.(payload as never)
  }

  ask(event: string, payload: unknown, limitMs: number, answer: Answered): void {
    if (!this.connected) {
      answer(new Error('not connected'))
      return
    }
    this.sent.push([event, payload])
    const done: Answered = (error, value) => {
      cancel()
      if (this.#waiting.delete(fail)) answer(error, value)
    }
    const fail = (error: Error) => done(error)
    this.#waiting.add(fail)
    const cancel = this.clock.after(limitMs, () => fail(new Error('timeout')))
    void Promise.resolve(this.#replies.get(event)?.(payload as never)).then((value) => {
      if (value !== undefined) done(null, value)
    })
  }
}

/** A refusal of the handshake, as Socket.IO hands it on. */
export function handshakeRefusal(code: string): Error {
  return Object.assign(new Error(code), { data: { code, retry: false } })
}
