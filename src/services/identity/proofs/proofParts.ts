import type { IdentityParts } from '../identityParts'
import { lastTimes } from '../lastTimes'
import { createIdentitySecrets } from './identitySecrets'
import { identityTokens } from './identityTokens'
import { createSealer } from './sealer'

type Options = Pick<IdentityParts, 'stores' | 'log' | 'options'> & { now(): number }

/** What tenants' back ends prove their visitors by. */
export function createProofParts({ stores, log, options, now }: Options) {
  const store = stores.identitySecrets
  const sealer = createSealer(options.jwtSecrets)
  const record = store.recordUses
  const uses = lastTimes({ what: 'uses of identity secrets', record, log, now })
  return {
    identitySecrets: createIdentitySecrets({ store, sealer, now }),
    identityTokens: identityTokens({ store, sealer, uses, log, now }),
    closeProofs: () => uses.close(),
  }
}
