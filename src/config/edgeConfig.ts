import type { Env } from './env'
import { longEnough } from './jwtSecrets'

/** What edge and back ends have to know of each other. */
export interface EdgeConfig {
  /** Sign what the edge says to back ends: the first signs, all verify. */
  secrets: readonly string[]
  /** A back end refuses whoever did not come through the edge. */
  only: boolean
  /** Whom an edge lets through to, and how. */
  backEnds: readonly { url: string; takes: readonly ('requests' | 'sockets')[] }[]
  lookEveryMs: number
  timeoutMs: number
  maxBodyBytes: number
  addressPerMinute: number
  keyPerMinute: number
}

export function edgeConfig(env: Env): EdgeConfig {
  const secrets = (env.EDGE_SECRET ?? []).map((secret) => longEnough('EDGE_SECRET', secret))
  if (env.TRUST_EDGE_ONLY && secrets.length === 0)
    throw new Error('TRUST_EDGE_ONLY needs EDGE_SECRET, the same as at the edge.')
  if (env.ROLE === 'edge' && secrets.length === 0)
    throw new Error('ROLE=edge needs EDGE_SECRET, the same as at its back ends.')
  return {
    secrets,
    only: env.TRUST_EDGE_ONLY,
    backEnds: env.ROLE === 'edge' ? backEnds(env) : [],
    lookEveryMs: env.EDGE_LOOK_MS,
    timeoutMs: env.EDGE_TIMEOUT_MS,
    maxBodyBytes: env.EDGE_MAX_BODY_BYTES,
    addressPerMinute: env.LIMIT_EDGE_ADDRESS_PER_MINUTE,
    keyPerMinute: env.LIMIT_EDGE_KEY_PER_MINUTE,
  }
}

function backEnds(env: Env): EdgeConfig['backEnds'] {
  const requests = env.EDGE_BACKENDS ?? env.BACKEND_API_URL ?? []
  if (requests.length === 0)
    throw new Error('ROLE=edge needs EDGE_BACKENDS, the addresses of the processes behind it.')
  const sockets = env.BACKEND_WS_URL ?? requests
  return [...new Set([...requests, ...sockets])].map((url) => ({
    url,
    takes: [
      ...(requests.includes(url) ? (['requests'] as const) : []),
      ...(sockets.includes(url) ? (['sockets'] as const) : []),
    ],
  }))
}
