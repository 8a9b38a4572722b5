import { randomUUID } from 'node:crypto'
import type { IdentitySecret, IdentitySecretWish } from '@/lib/developersProtocol'
import { refusal } from '@/lib/errors'
import type { UserPrincipal } from '@/services/realtime'
import { doingOf } from '../audit/auditStore'
import { newSecret } from '../secrets'
import type { IdentitySecretStore, StoredIdentitySecret } from './identitySecretStore'
import type { Sealer } from './sealer'

/** One that signs, and one that is about to take its place. */
const MOST = 2
const PREFIX = 'parley_is_'
const SHOWN = 4

/** What owners and admins do with the secrets that prove who their visitors are. */
export interface IdentitySecrets {
  list(tenantId: string): Promise<IdentitySecret[]>
  /** `secret` is told once. `CONFLICT` where the tenant has two. */
  create(
    who: UserPrincipal,
    wish: IdentitySecretWish,
  ): Promise<{ identitySecret: IdentitySecret; secret: string }>
  /** What it signed proves nothing from then on. */
  retire(who: UserPrincipal, id: string): Promise<void>
}

interface Options {
  store: IdentitySecretStore
  sealer: Sealer
  now(): number
}

export function createIdentitySecrets({ store, sealer, now }: Options): IdentitySecrets {
  return {
    list: async (tenantId) => (await store.list(tenantId)).map(shownSecret),
    create: async (who, { name }) => {
      const secret = newSecret(PREFIX)
      const id = `ids_${randomUUID()}`
      const shown = `${secret.slice(0, PREFIX.length + SHOWN)}…${secret.slice(-SHOWN)}`
      const made = { id, name, shown, sealed: sealer.seal(secret, id) }
      const doing = doingOf(who, new Date(now()))
      if (!(await store.add(doing, made, MOST)))
        throw refusal('CONFLICT', { sentence: 'There are two already: retire one first' })
      return {
        identitySecret: shownSecret({ ...made, createdAt: doing.at, lastUsedAt: undefined }),
        secret,
      }
    },
    retire: async (who, id) => {
      if (!(await store.remove(doingOf(who, new Date(now())), id)))
        throw refusal('NOT_FOUND', { sentence: 'There is no such identity secret' })
    },
  }
}

function shownSecret({ id, name, shown, createdAt, lastUsedAt }: StoredIdentitySecret) {
  const used = lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }
  return { id, name, shown, createdAt: createdAt.toISOString(), ...used }
}
