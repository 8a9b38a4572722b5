import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { createProxyServer } from 'httpxy'
import type { Config } from '@/config/config'
import type { BackEnd, EdgeMetrics } from '@/services/edge'
import { answerRefusal } from '../answerRefusal'
import { boundedBody, hasUnknownLength } from './boundedBody'
import { type AddressTo, visitOf } from './outgoing'

interface Options {
  config: Config
  addressTo: AddressTo
  metrics: EdgeMetrics
}

/** Gives a request to one back end; rejects where that breaks, perhaps in the midst of its answer. */
export type PassRequest = (
  backEnd: BackEnd,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>

/** Shorter than a back end keeps a silent connection, so that none ends as it is taken. */
const IDLE_MS = 4000
/** Polling holds a connection for each client, so there are as many as need be. */
const KEEP = { keepAlive: true, maxFreeSockets: 256, timeout: IDLE_MS }

export function createPassing({ config, addressTo, metrics }: Options): PassRequest {
  const { timeoutMs, maxBodyBytes } = config.edge
  const agents = { http: new HttpAgent(KEEP), https: new HttpsAgent(KEEP) }
  const targets = new WeakMap<BackEnd, URL>()
  const underWay = new WeakMap<IncomingMessage, ClientRequest>()
  const proxy = createProxyServer({ proxyTimeout: timeoutMs })
  proxy.on('proxyReq', (outgoing, request) => underWay.set(request, outgoing))
  proxy.on('proxyRes', forgetConnection)

  /** Parsed once, not for every request. */
  function targetOf(backEnd: BackEnd): URL {
    const target = targets.get(backEnd) ?? new URL(backEnd.url)
    targets.set(backEnd, target)
    return target
  }

  function bounded(request: IncomingMessage, response: ServerResponse) {
    const body = boundedBody(request, maxBodyBytes)
    body.once('error', (error) => {
      const { requestId } = visitOf(request)
      answerRefusal(response, error, { connection: 'close', 'x-request-id': requestId })
      underWay.get(request)?.destroy()
    })
    return { buffer: body }
  }

  return async (backEnd, request, response) => {
    addressTo(request, backEnd)
    const startMs = performance.now()
    backEnd.open.requests += 1
    try {
      await proxy.web(request, response, {
        target: targetOf(backEnd),
        agent: backEnd.url.startsWith('https:') ? agents.https : agents.http,
        ...(hasUnknownLength(request) && bounded(request, response)),
      })
      metrics.answered(backEnd, response.statusCode, (performance.now() - startMs) / 1000)
    } finally {
      backEnd.open.requests -= 1
    }
  }
}

/** What a connection to a back end is like is nothing to the client's. */
function forgetConnection({ headers }: IncomingMessage): void {
  delete headers['keep-alive']
  delete headers.connection
}
