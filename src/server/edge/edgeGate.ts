import type { IncomingMessage } from 'node:http'
import type { EdgeConfig } from '@/config/edgeConfig'
import { type Refusal, refusal } from '@/lib/errors'
import { EDGE_HEADER, readEdgeHeader, type SaidByEdge } from '@/services/edge'

const said = new WeakMap<IncomingMessage, SaidByEdge>()

/** What the edge said of a request that came through it. */
export function saidByEdge(request: IncomingMessage): SaidByEdge | undefined {
  return said.get(request)
}

/** Looks at a request or an upgrade before anything else does; a refusal is to be answered. */
export type EdgeGate = (request: IncomingMessage) => Refusal | undefined

/**
 * A back end's side of the edge. The header is believed where the secret is known, and taken away,
 * so that nobody behind can take a client's word for the edge's.
 */
export function createEdgeGate(
  { secrets, only }: Pick<EdgeConfig, 'secrets' | 'only'>,
  now = Date.now,
): EdgeGate {
  return (request) => {
    const header = request.headers[EDGE_HEADER]
    delete request.headers[EDGE_HEADER]
    if (secrets.length === 0) return undefined
    if (header === undefined) return only && !isOpen(request) ? bypassing() : undefined
    const found = readEdgeHeader(String(header), requestLine(request), { secrets, nowMs: now() })
    if (!found) return forged()
    said.set(request, found)
    return undefined
  }
}

function requestLine({ method = '', url = '' }: IncomingMessage) {
  return { method, url }
}

/** Whoever watches the process asks it itself; figures open to their own token, or to loopback. */
function isOpen({ method, url }: IncomingMessage): boolean {
  return method === 'GET' && (url === '/api/health' || url === '/metrics')
}

function bypassing(): Refusal {
  return refusal('FORBIDDEN', { sentence: 'Requests come through the edge only' })
}

/** Late ones too: then a clock is wrong. */
function forged(): Refusal {
  return refusal('FORBIDDEN', { sentence: 'The signature of the edge is not valid' })
}
