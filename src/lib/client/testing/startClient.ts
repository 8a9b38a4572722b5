import type { AccessGrant } from '../../accountProtocol'
import { createParleyClient, type ParleyClient, type ParleyClientOptions } from '../../parleyClient'
import type { ParleyEvent } from '../../parleyEvents'
import type { TokenSource } from '../../session'
import { FakeClock } from './fakeClock'
import { FakePage } from './fakePage'
import { adaGrant, FakeServer } from './fakeServer'

/** Tokens that are numbered; `fail` makes the next ones reject. */
export class FakeTokens implements TokenSource {
  renewals = 0
  forgotten = 0
  fail: Error | undefined
  /** `get` waits for this. */
  held: Promise<void> | undefined

  get = async (): Promise<AccessGrant> => {
    await this.held
    return this.#grant()
  }
  renew = async (): Promise<AccessGrant> => {
    this.renewals += 1
    return this.#grant()
  }
  forget = (): void => {
    this.forgotten += 1
  }

  #grant(): AccessGrant {
    if (this.fail) throw this.fail
    return { ...adaGrant, token: `token-${this.renewals + 1}` }
  }
}

export interface Rig {
  client: ParleyClient
  clock: FakeClock
  page: FakePage
  server: FakeServer
  tokens: FakeTokens
  events: ParleyEvent[]
  /** The states told so far. */
  states(): string[]
  /** The `seq`s of the messages told so far. */
  seqs(): number[]
  /** The events of a type. */
  told<T extends ParleyEvent['type']>(type: T): Extract<ParleyEvent, { type: T }>[]
}

/** A client among fakes, not started. */
export function makeRig(options: Pick<ParleyClientOptions, 'mostUsers'> = {}): Rig {
  const clock = new FakeClock()
  const page = new FakePage()
  const server = new FakeServer(clock)
  const tokens = new FakeTokens()
  const events: ParleyEvent[] = []
  const client = createParleyClient({
    url: '',
    clock,
    page,
    tokens,
    fetch: server.fetch,
    openSocket: server.socket.open,
    random: () => 0.5,
    tab: 'tab-1',
    ...options,
  })
  client.subscribe((event) => events.push(event))
  const told: Rig['told'] = (type) => events.filter((event) => event.type === type) as never
  return {
    client,
    clock,
    page,
    server,
    tokens,
    events,
    told,
    states: () => told('state').map(({ state }) => state),
    seqs: () => told('message').map(({ message }) => message.seq),
  }
}

/** A client in real time. */
export async function startRig(prepare: (rig: Rig) => void = () => {}): Promise<Rig> {
  const rig = makeRig()
  prepare(rig)
  rig.client.start()
  await rig.clock.advance(10)
  return rig
}

/** The server is away for the socket; tries get no further. */
export function cut({ server }: Rig): void {
  server.socket.onTry = () => new Error('websocket error')
  server.socket.drop()
}

/** Tries succeed again. */
export function mend({ server }: Rig): void {
  server.socket.onTry = () => 'accept'
}
