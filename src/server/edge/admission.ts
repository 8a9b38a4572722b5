import type { IncomingMessage } from 'node:http'
import type { Config } from '@/config/config'
import { refusal } from '@/lib/errors'
import { type KeyChecks, keyHash, shownKey } from '@/services/edge'
import type { RequestLimits } from '@/services/realtime'
import { visitOf } from './outgoing'

/** Rejects with what is wrong with a request that the edge does not let through. */
export type Admit = (request: IncomingMessage) => Promise<void>

interface Options {
  config: Config
  limits: Pick<RequestLimits, 'address' | 'credential'>
  keys: KeyChecks
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
/** What edge and back ends say to each other. */
const OF_THE_EDGE = '/api/edge/'

/** The cheap questions first. A token is not looked into: only back ends can. */
export function createAdmission({ config, limits, keys }: Options): Admit {
  return async (request) => {
    requirePlain(request)
    await limits.address(visitOf(request).address)
    if (Number(request.headers['content-length'] ?? 0) > config.edge.maxBodyBytes)
      throw refusal('PAYLOAD_TOO_LARGE')
    await requireKey(request)
  }

  async function requireKey({ headers }: IncomingMessage): Promise<void> {
    const shown = shownKey(headers)
    if (shown.kind === 'none') return
    if (shown.kind === 'malformed') throw refusal('INVALID_API_KEY')
    if (await keys.isRefused(shown.text)) throw refusal('INVALID_API_KEY')
    await limits.credential(keyHash(shown.text))
  }
}

function requirePlain({ method = '', url = '' }: IncomingMessage): void {
  if (!METHODS.has(method) || !url.startsWith('/')) throw refusal('INVALID_REQUEST')
  if (url.startsWith(OF_THE_EDGE)) throw refusal('NOT_FOUND')
}
