import type { IdentityParts } from '../identityService'
import type { Origins } from '../origins'
import { noSessionEnds } from '../sessionEnds'
import { createApiKeys } from './apiKeys'
import { keptKeys } from './keptKeys'
import { createKeyEnds } from './keyEnds'
import { createKeyManagement } from './keyManagement'
import { keyUses } from './keyUses'

type Options = Pick<IdentityParts, 'stores' | 'keyEnds' | 'broadcaster' | 'log' | 'options'> & {
  origins: Pick<Origins, 'forget'>
  now(): number
}

/** What proves keys, and what makes and ends them. */
export function createKeyParts({ stores, origins, now, ...parts }: Options) {
  const { apiKeys: store, tenants } = stores
  const kept = keptKeys({ read: (hash) => store.findOpen(hash, new Date(now())), now })
  const forget = () => {
    kept.forget()
    origins.forget()
  }
  const ends = parts.keyEnds ?? noSessionEnds
  const keyEnds = createKeyEnds({ ...parts, store, ends, forget, now })
  const uses = keyUses({ record: store.recordUses, log: parts.log, now })
  const { gatewayKey } = parts.options
  return {
    apiKeys: createApiKeys({ kept, ends: keyEnds, uses, gatewayKey, now }),
    keys: createKeyManagement({ store, tenants, keyEnds, now }),
    closeKeys: async () => {
      keyEnds.close()
      await uses.close()
    },
  }
}
