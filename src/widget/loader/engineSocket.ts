import { Socket as Engine } from 'engine.io-client'
import type {
  Answered,
  OpenSocket,
  SocketAddress,
  Transport,
  WireSocket,
} from '@/lib/client/wireSocket'

/** Packet types of the Socket.IO protocol, version 5. */
const packet = { connect: '0', disconnect: '1', event: '2', ack: '3', refusal: '4' }

/**
 * Socket.IO's protocol as far as a visitor needs it (text, one namespace, one try at a time), over
 * Engine.IO: half the weight of Socket.IO's own client, which brings binary, reconnecting and more.
 */
export const openEngineSocket: OpenSocket = (address) => new EngineSocket(address)

class EngineSocket implements WireSocket {
  connected = false
  readonly #listeners = new Map<string, ((payload: unknown) => void)[]>()
  readonly #answers = new Map<string, Answered>()
  #engine: Engine | undefined
  #asked = 0

  constructor(private readonly address: SocketAddress) {}

  connect(transports: readonly Transport[]): void {
    this.#leave()
    const { url, query, auth } = this.address
    const own = new Engine(url, {
      path: '/api/socketio',
      addTrailingSlash: false,
      transports: [...transports],
      tryAllTransports: true,
      query,
    })
    const isStill = () => this.#engine === own
    this.#engine = own
    own.on('open', () => isStill() && this.#send(packet.connect, auth()))
    own.on('message', (data) => isStill() && this.#hear(String(data)))
    own.on('close', (_, error) => isStill() && this.#lost(error))
  }

  disconnect(): void {
    if (this.connected) this.#engine?.send(packet.disconnect)
    this.#leave()
  }

  on(event: string, listener: (payload: unknown) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }

  emit(event: string, payload: unknown): void {
    if (this.connected) this.#send(packet.event, [event, payload])
  }

  ask(event: string, payload: unknown, limitMs: number, answer: Answered): void {
    if (!this.connected) {
      answer(new Error('The socket is not connected'))
      return
    }
    this.#asked += 1
    const id = String(this.#asked)
    const settle: Answered = (error, answered) => {
      clearTimeout(timer)
      if (this.#answers.delete(id)) answer(error, answered)
    }
    const timer = setTimeout(() => settle(new Error('No answer came')), limitMs)
    this.#answers.set(id, settle)
    this.#send(packet.event, [event, payload], id)
  }

  #send(type: string, body: unknown, id = ''): void {
    this.#engine?.send(type + id + JSON.stringify(body))
  }

  #hear(data: string): void {
    const [, type = '', id = '', text = ''] = /^(\d)(\d*)(.*)$/s.exec(data) ?? []
    const body: unknown = text ? JSON.parse(text) : undefined
    const [first, second] = Array.isArray(body) ? body : []
    if (type === packet.connect) this.#joined()
    else if (type === packet.event) this.#tell(String(first), second)
    else if (type === packet.ack) this.#answers.get(id)?.(null, first)
    else this.#lost(body)
  }

  #joined(): void {
    this.connected = true
    this.#tell('connect')
  }

  /** Refused, cut off, or never connected: the next try is somebody else's to make. */
  #lost(error: unknown): void {
    const wasConnected = this.connected
    this.#leave()
    this.#tell(wasConnected ? 'disconnect' : 'connect_error', error)
  }

  /** Nothing of this try is heard any more. */
  #leave(): void {
    const left = this.#engine
    this.#engine = undefined
    this.connected = false
    left?.close()
    for (const answer of this.#answers.values()) answer(new Error('The socket is closed'))
  }

  #tell(event: string, payload?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload)
  }
}
