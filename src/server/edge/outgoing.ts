import type { IncomingMessage } from 'node:http'
import type { Config } from '@/config/config'
import { type BackEnd, EDGE_HEADER, type SignedRequest, signedByEdge } from '@/services/edge'
import { COUNTRY_HEADERS } from '@/services/realtime/requestOrigin'

/** Who asks, as `prepareRequest` wrote it down. */
export interface Visit {
  address: string
  requestId: string
}

export function visitOf({ headers }: IncomingMessage): Visit {
  return { address: String(headers['x-client-ip']), requestId: String(headers['x-request-id']) }
}

/** Of a client that nobody stands in front of, these are inventions. */
const OF_PROXIES = [
  'forwarded',
  'x-real-ip',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  ...COUNTRY_HEADERS,
]

/** Addresses a request to a back end: signed for it, and without what the client may not say. */
export type AddressTo = (request: IncomingMessage, backEnd: BackEnd) => void

export function createAddressing(config: Config): AddressTo {
  const sign = createSigning(config)
  return (request, backEnd) => {
    const { headers, method = 'GET', url = '/' } = request
    const visit = visitOf(request)
    if (config.trustedProxies === 0) for (const name of OF_PROXIES) delete headers[name]
    // Node has told the client to go on already.
    delete headers.expect
    headers['x-forwarded-for'] = visit.address
    headers[EDGE_HEADER] = sign({ method, url }, visit, backEnd)
  }
}

export type Sign = (line: SignedRequest, visit: Visit, backEnd: BackEnd) => string

export function createSigning({ edge }: Pick<Config, 'edge'>): Sign {
  const [secret = ''] = edge.secrets
  return (line, visit, { tag }) =>
    signedByEdge(line, { ...visit, tag }, { secret, nowMs: Date.now() })
}
