import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Config } from '@/config/config'
import { errorCodeOf } from '@/lib/errors'
import type { EdgeMetrics } from '@/services/edge'
import type { DoorServices } from '@/services/realtime'
import { answerRefusal, refuseUpgrade } from '../answerRefusal'
import { sendAnswer } from '../nodeDoor'
import { API_POLICY, prepareRequest, secureAnswer } from '../requestHeaders'
import { isSocketRequest, resolveSocketAlias } from '../upgrades'
import type { Admit } from './admission'
import { visitOf } from './outgoing'
import type { OwnDoors } from './ownDoors'
import type { ProxyRequest } from './requestProxy'
import type { SocketProxy } from './socketProxy'

interface Parts {
  config: Config
  log: DoorServices['log']
  ownDoors: OwnDoors
  admit: Admit
  proxyRequest: ProxyRequest
  sockets: Pick<SocketProxy, 'pass'>
  metrics: Pick<EdgeMetrics, 'refused'>
}

/** Answers what is asked of the edge itself, lets through what it admits, refuses the rest. */
export function createEdgeFront(parts: Parts) {
  const { config, log, ownDoors, admit, proxyRequest, sockets, metrics } = parts

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const own = await ownDoors(request)
    if (own) {
      secure(request, response)
      return sendAnswer(own, response)
    }
    await admit(request)
    if (!response.destroyed) await proxyRequest(request, response)
  }

  async function passUpgrade(...[request, client, head]: Upgrade): Promise<void> {
    if (!isSocketRequest(request)) return void client.destroy()
    await admit(request)
    if (!client.destroyed) sockets.pass(request, client, head)
  }

  function secure(request: IncomingMessage, response: ServerResponse): void {
    secureAnswer(request, response, { policy: API_POLICY, secure: config.secure })
  }

  /** Never the query: what is in it is the client's. */
  function note(request: IncomingMessage, error: unknown): Record<string, string> {
    const code = errorCodeOf(error)
    const { requestId } = visitOf(request)
    const about = { code, requestId, path: request.url?.split('?', 1)[0] }
    metrics.refused(code)
    if (code === 'INTERNAL') log.error({ ...about, err: error }, 'request failed')
    else log.info(about, 'request refused')
    return { 'x-request-id': requestId, ...forPages(request) }
  }

  return {
    request: (request: IncomingMessage, response: ServerResponse): void => {
      prepareRequest(request, config)
      resolveSocketAlias(request)
      pass(request, response).catch((error) => {
        if (!response.headersSent) secure(request, response)
        answerRefusal(response, error, { ...note(request, error), ...unread(request) })
      })
    },
    upgrade: (...upgrade: Upgrade): void => {
      const [request, client] = upgrade
      prepareRequest(request, config)
      resolveSocketAlias(request)
      client.on('error', () => client.destroy())
      passUpgrade(...upgrade).catch((error) => {
        refuseUpgrade(client, error, note(request, error))
      })
    },
  }
}

type Upgrade = [request: IncomingMessage, client: Duplex, head: Buffer]

/** Pages of other sites may read why they were refused; there is nothing else in it. */
function forPages({ headers }: IncomingMessage): Record<string, string> {
  if (!headers.origin) return {}
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'X-Request-Id, Retry-After',
  }
}

/** A body that nobody reads ends with its connection. */
function unread(request: IncomingMessage): Record<string, string> {
  return request.complete ? {} : { connection: 'close' }
}
