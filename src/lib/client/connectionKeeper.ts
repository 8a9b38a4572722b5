import type { AccessGrant } from '../accountProtocol'
import { isSignedOut } from '../parleyApiError'
import { backOffMs } from './backOff'
import type { Clock } from './clock'
import type { GrantSource } from './grantSource'
import { isStaleToken } from './staleToken'
import type { Transport, WireSocket } from './wireSocket'

/** A try that has brought neither a connection nor a refusal is given up after this. */
const tryLimitMs = 10_000
/** A try younger than this is not worth replacing by another. */
const freshTryMs = 2_000

interface KeeperOptions<Grant> {
  socket: WireSocket
  tokens: Pick<GrantSource<Grant>, 'get' | 'renew'>
  clock: Clock
  /** Numbers in [0, 1). */
  random: () => number
  /** Told whose token the socket has shown. */
  onUp(grant: Grant): void
  onDown(): void
  /** A try failed, and why; another follows unless this stops the keeper. */
  onFailed?(error: unknown): void
  /** The sign-in is over; nothing is tried any more. */
  onSignedOut(): void
}

type Phase = 'stopped' | 'waiting' | 'trying' | 'up'

/** Keeps a socket connected: a good token for every try, and a back-off between tries. */
export class ConnectionKeeper<Grant extends { token?: string } = AccessGrant> {
  #phase: Phase = 'stopped'
  #failures = 0
  #tries = 0
  #triedAtMs = 0
  #tokenRefused = false
  #pollingFirst = false
  #grant: Grant | undefined
  /** Set by a server that is about to be restarted: how many come back with us. */
  #withinMs: number | undefined
  #cancelTimer = () => {}

  constructor(private readonly options: KeeperOptions<Grant>) {
    options.socket.on('connect', () => this.#connected())
    options.socket.on('connect_error', (error) => this.#refused(error))
    options.socket.on('disconnect', () => this.#lost())
  }

  /** The token the present try or connection shows. */
  get token(): string | undefined {
    return this.#grant?.token
  }

  start(): void {
    if (this.#phase === 'stopped') this.#try()
  }

  stop(): void {
    this.#enter('stopped')
    this.#failures = 0
    this.#tokenRefused = false
    this.options.socket.disconnect()
  }

  /** Tries at once, unless connected or just trying. */
  tryNow(): void {
    const ageMs = this.options.clock.now() - this.#triedAtMs
    const isTrying = this.#phase === 'trying' && ageMs < freshTryMs
    if (this.#phase === 'stopped' || this.#phase === 'up' || isTrying) return
    this.#failures = 0
    this.#try()
  }

  /** The connection is about to end for everybody: the next try is spread over this time. */
  expectRestart(withinMs: number): void {
    this.#withinMs = withinMs
  }

  /** The connection looks alive but is not: ends it and tries at once. */
  drop(): void {
    if (this.#phase !== 'up') return
    this.#try()
    this.options.onDown()
  }

  #try(takeGrant = this.options.tokens.get): void {
    const { clock, socket } = this.options
    this.#enter('trying')
    socket.disconnect()
    this.#tries += 1
    this.#triedAtMs = clock.now()
    this.#cancelTimer = clock.after(tryLimitMs, () => this.#gotNoSign())
    void this.#showToken(takeGrant, this.#tries)
  }

  async #showToken(takeGrant: () => Promise<Grant>, thisTry: number): Promise<void> {
    const isOver = () => this.#phase !== 'trying' || thisTry !== this.#tries
    try {
      const grant = await takeGrant()
      if (isOver()) return
      this.#grant = grant
      this.options.socket.connect(transports(this.#pollingFirst))
    } catch (error) {
      if (isOver()) return
      if (isSignedOut(error)) this.#signedOut()
      else this.#failed(error)
    }
  }

  #connected(): void {
    if (this.#phase !== 'trying' || !this.#grant) {
      this.options.socket.disconnect()
      return
    }
    this.#enter('up')
    this.#failures = 0
    this.#tokenRefused = false
    this.options.onUp(this.#grant)
  }

  /** A token that is refused is renewed once, silently; if the new one is too, it is over. */
  #refused(error: unknown): void {
    if (this.#phase !== 'trying') return
    if (!isTokenRefusal(error)) this.#failed(error)
    else if (this.#tokenRefused) this.#signedOut()
    else {
      this.#tokenRefused = true
      this.#try(this.options.tokens.renew)
    }
  }

  #failed(error: unknown): void {
    this.#tryLater()
    this.options.onFailed?.(error)
  }

  /** Something on the way swallows packets; often the other transport gets through. */
  #gotNoSign(): void {
    this.#pollingFirst = !this.#pollingFirst
    this.#tryLater()
  }

  #lost(): void {
    if (this.#phase !== 'up') return
    this.#tryLater()
    this.options.onDown()
  }

  #tryLater(): void {
    const { clock, random, socket } = this.options
    this.#enter('waiting')
    socket.disconnect()
    const inMs =
      this.#withinMs === undefined ? backOffMs(this.#failures, random()) : random() * this.#withinMs
    this.#withinMs = undefined
    this.#cancelTimer = clock.after(inMs, () => this.#try())
    this.#failures += 1
  }

  #signedOut(): void {
    this.stop()
    this.options.onSignedOut()
  }

  /** Comes first in every step: closing the socket calls back at once. */
  #enter(phase: Phase): void {
    this.#cancelTimer()
    this.#phase = phase
  }
}

function transports(pollingFirst: boolean): Transport[] {
  return pollingFirst ? ['polling', 'websocket'] : ['websocket', 'polling']
}

/** Socket.IO hands the server's code on in `data`. */
function isTokenRefusal(error: unknown): boolean {
  const { data } = (error ?? {}) as { data?: { code?: unknown } }
  return isStaleToken(data ?? {}) || isSignedOut(data)
}
