import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createProxyServer } from 'httpxy'
import { refusal } from '@/lib/errors'
import type { BackEnd, BackEnds } from '@/services/edge'
import { refuseUpgrade } from '../answerRefusal'
import { RETURN_WITHIN_MS } from '../closeSockets'
import { inWaves } from '../waves'
import { isRefused } from './backEndCalls'
import { frameOf, MessageBounds } from './messageBounds'
import { type AddressTo, visitOf } from './outgoing'
import { backEndForSocket, nobodyReady } from './route'

/** A WebSocket on its way through the edge. */
interface Line {
  backEnd: BackEnd
  client: Duplex
  /** Towards the back end, once that has agreed. */
  upstream?: Socket
  /** Of what the back end says. */
  bounds: MessageBounds
}

export interface SocketProxy {
  /** Throws where there is nobody to give it to. */
  pass(request: IncomingMessage, client: Duplex, head: Buffer): void
  /** Its clients go to others. */
  closeLinesOf(backEnd: BackEnd): void
  /** The edge ends: clients are told, as a back end that ends tells its own. */
  closeInWaves(spreadMs: number): Promise<void>
}

interface Options {
  backEnds: BackEnds
  addressTo: AddressTo
}

const UPGRADE_MS = 10_000
/** For clients that do not take what is on its way to them. */
const LAST_WORDS_MS = 1000
/** The event `server_restarting`, in the words of Socket.IO and Engine.IO. */
const RESTARTING = frameOf(
  `42${JSON.stringify(['server_restarting', { withinMs: RETURN_WITHIN_MS }])}`,
)

export function createSocketProxy({ backEnds, addressTo }: Options): SocketProxy {
  const lines = new Map<Duplex, Line>()
  const boundsOf = new WeakMap<Socket, MessageBounds>()
  const proxy = createProxyServer({ upgradeTimeout: UPGRADE_MS })
  proxy.on('proxyReqWs', (outgoing, _request, client) => {
    outgoing.once('upgrade', (_answer, upstream: Socket) => tie(client, upstream))
  })
  proxy.on('proxySocket', (upstream) => follow(upstream, boundsOf.get(upstream)))
  proxy.on('error', (error, request, client) => {
    const line = lines.get(client as Duplex)
    if (line && request && !line.upstream) refuse(backEnds, line, request, error)
  })

  /** Either end takes the other with it, once what was said is through. */
  function tie(client: Duplex, upstream: Socket): void {
    const line = lines.get(client)
    if (!line) return void upstream.destroy()
    line.upstream = upstream
    boundsOf.set(upstream, line.bounds)
    upstream.once('close', () => {
      if (!lines.has(client)) return
      endSoon(client)
      void backEnds.lookNow(line.backEnd)
    })
  }

  function open(backEnd: BackEnd, client: Duplex): void {
    const line: Line = { backEnd, client, bounds: new MessageBounds() }
    lines.set(client, line)
    backEnd.open.sockets += 1
    client.once('close', () => {
      lines.delete(client)
      backEnd.open.sockets -= 1
      line.upstream?.destroy()
    })
  }

  return {
    pass: (request, client, head) => {
      const backEnd = backEndForSocket(request, backEnds)
      if (!backEnd) throw nobodyReady()
      addressTo(request, backEnd)
      open(backEnd, client)
      void proxy.ws(request, client as Socket, { target: backEnd.url }, head)
    },
    closeLinesOf: (backEnd) => {
      for (const line of lines.values()) if (line.backEnd === backEnd) line.client.destroy()
    },
    closeInWaves: (spreadMs) => inWaves([...lines.values()], spreadMs, (line) => sayGoodbye(line)),
  }
}

function refuse(
  backEnds: BackEnds,
  { backEnd, client }: Line,
  request: IncomingMessage,
  error: unknown,
): void {
  if (client.destroyed || client.errored) return
  if (isRefused(error)) backEnds.saw(backEnd, 'refused')
  else void backEnds.lookNow(backEnd)
  refuseUpgrade(client, refusal('BACKEND_ERROR'), {
    'x-request-id': visitOf(request).requestId,
  })
}

/** Once the client listens too: what is said before would be lost to a listener that comes first. */
function follow(upstream: Socket, bounds: MessageBounds | undefined): void {
  if (bounds) upstream.on('data', (piece) => bounds.see(piece))
}

/** Whoever is in the midst of a message, or not connected yet, only loses the line. */
function sayGoodbye({ client, upstream, bounds }: Line): void {
  if (!upstream || !bounds.isBetween) return void client.destroy()
  upstream.unpipe(client)
  client.write(RESTARTING)
  endSoon(client)
  const cut = setTimeout(() => client.destroy(), LAST_WORDS_MS)
  client.once('close', () => clearTimeout(cut))
}

function endSoon(client: Duplex): void {
  if ('destroySoon' in client) (client as Socket).destroySoon()
  else client.destroy()
}
