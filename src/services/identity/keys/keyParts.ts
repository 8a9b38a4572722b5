import type { IdentityParts } from '../identityParts'
import { lastTimes } from '../lastTimes'
import type { Origins } from '../origins'
import { noSessionEnds } from '../sessionEnds'
import { createSiteManagement } from '../sites/siteManagement'
import { visitNotes } from '../sites/visitNotes'
import { createApiKeys } from './apiKeys'
import { keptKeys } from './keptKeys'
import { createKeyEnds } from './keyEnds'
import { createKeyManagement } from './keyManagement'

type Options = Pick<IdentityParts, 'stores' | 'keyEnds' | 'broadcaster' | 'log' | 'options'> & {
  origins: Pick<Origins, 'forget'>
  now(): number
}

/** What proves keys, what makes and ends them, and the sites whose pages show them. */
export function createKeyParts({ stores, origins, now, ...parts }: Options) {
  const { apiKeys: store, tenants } = stores
  const kept = keptKeys({ read: (hash) => store.findOpen(hash, new Date(now())), now })
  const forget = () => {
    kept.forget()
    origins.forget()
  }
  const ends = parts.keyEnds ?? noSessionEnds
  const keyEnds = createKeyEnds({ ...parts, store, ends, forget, now })
  const uses = lastTimes({ ...parts, what: 'uses of keys', record: store.recordUses, now })
  const visits = visitNotes({ ...parts, store: stores.sites, now })
  const { forgetRefusal } = visits
  const { gatewayKey } = parts.options
  return {
    apiKeys: createApiKeys({ kept, ends: keyEnds, uses, gatewayKey, now }),
    keys: createKeyManagement({ store, tenants, keyEnds, now }),
    sites: createSiteManagement({ store: stores.sites, keyEnds, forgetRefusal, now }),
    visits,
    closeKeys: async () => {
      keyEnds.close()
      await uses.close()
      await visits.close()
    },
  }
}
