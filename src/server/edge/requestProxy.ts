import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusal } from '@/lib/errors'
import type { BackEnd, BackEnds, EdgeMetrics } from '@/services/edge'
import { isSocketRequest } from '../upgrades'
import { isRefused } from './backEndCalls'
import { hasNoBody } from './boundedBody'
import type { PassRequest } from './passRequest'
import { backEndForSocket, nobodyReady } from './route'

interface Options {
  backEnds: BackEnds
  pass: PassRequest
  timeoutMs: number
  metrics: Pick<EdgeMetrics, 'retried'>
}

/** Chooses a back end, and another one where the first breaks; rejects with what to answer. */
export type ProxyRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export function createRequestProxy(options: Options): ProxyRequest {
  const { backEnds, pass, timeoutMs, metrics } = options

  /** True when the client has its answer, or as much of it as there is. */
  async function isAnswered(
    backEnd: BackEnd,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    try {
      await pass(backEnd, request, response)
      return true
    } catch (error) {
      if (response.headersSent || response.destroyed) {
        response.destroy()
        return true
      }
      tell(backEnds, backEnd, error)
      return false
    }
  }

  /** Whoever waited for long does not wait again. */
  function otherFor(request: IncomingMessage, broken: BackEnd, startMs: number) {
    const mayAsk = isRepeatable(request) && performance.now() - startMs < timeoutMs
    return mayAsk ? backEnds.pick('requests', broken) : undefined
  }

  return async (request, response) => {
    const first = choose(request, backEnds)
    if (!first) throw nobodyReady()
    const startMs = performance.now()
    if (await isAnswered(first, request, response)) return
    const other = otherFor(request, first, startMs)
    if (!other) throw refusal('BACKEND_ERROR')
    metrics.retried()
    if (!(await isAnswered(other, request, response))) throw refusal('BACKEND_ERROR')
  }
}

function choose(request: IncomingMessage, backEnds: BackEnds): BackEnd | undefined {
  return isSocketRequest(request) ? backEndForSocket(request, backEnds) : backEnds.pick('requests')
}

/** Asking twice changes nothing. The polls of a socket belong to one back end. */
function isRepeatable(request: IncomingMessage): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead && hasNoBody(request) && !isSocketRequest(request)
}

/** A look tells a process that is gone from one that only broke this request. */
function tell(backEnds: BackEnds, backEnd: BackEnd, error: unknown): void {
  if (isRefused(error)) backEnds.saw(backEnd, 'refused')
  else void backEnds.lookNow(backEnd)
}
