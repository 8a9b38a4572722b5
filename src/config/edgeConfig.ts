import type { Env } from './env'
import { longEnough } from './jwtSecrets'

/** What edge and back ends have to know of each other. */
export interface EdgeConfig {
  /** Sign what the edge says to back ends: the first signs, all verify. */
  secrets: readonly string[]
  /** A back end refuses whoever did not come through the edge. */
  only: boolean
}

export function edgeConfig(env: Env): EdgeConfig {
  const secrets = (env.EDGE_SECRET ?? []).map((secret) => longEnough('EDGE_SECRET', secret))
  if (env.TRUST_EDGE_ONLY && secrets.length === 0)
    throw new Error('TRUST_EDGE_ONLY needs EDGE_SECRET, the same as at the edge.')
  return { secrets, only: env.TRUST_EDGE_ONLY }
}
