import { refusal } from '@/lib/errors'
import type { Scope, ServicePrincipal } from '@/services/realtime'
import { hashOf, sameHash } from './secrets'
import type { StoredKey, TenantStore } from './tenantStore'

export const ALL_SCOPES: readonly Scope[] = [
  'presence:read',
  'messages:read',
  'messages:write',
  'push',
  'admin',
]
/** A use within this time of the last one is not written down. */
const TOUCH_MS = 5 * 60_000

export type ProvenKey = Omit<StoredKey, 'lastUsedAtMs'>

export interface ApiKeys {
  isKey(text: string): boolean
  /** The key behind the text, or `INVALID_API_KEY`. A secret key from a browser is refused. */
  prove(text: string, origin: string | null | undefined): Promise<ProvenKey>
}

interface Options {
  tenants: TenantStore
  /** A secret key of a tenant that stands in the environment. */
  gatewayKey: { key: string; tenantId: string } | undefined
  now(): number
}

export function createApiKeys({ tenants, gatewayKey, now }: Options): ApiKeys {
  const gatewayHash = gatewayKey && hashOf(gatewayKey.key)

  function gateway(hash: string): ProvenKey | undefined {
    if (!gatewayKey || !gatewayHash || !sameHash(hash, gatewayHash)) return undefined
    const { tenantId } = gatewayKey
    return { id: 'gateway', tenantId, kind: 'secret', scopes: ALL_SCOPES }
  }

  async function stored(hash: string): Promise<ProvenKey | undefined> {
    const found = await tenants.findKey(hash, new Date(now()))
    if (!found) return undefined
    const { lastUsedAtMs = 0, ...key } = found
    if (now() - lastUsedAtMs >= TOUCH_MS) await tenants.touchKey(key.id, new Date(now()))
    return key
  }

  async function prove(text: string, origin: string | null | undefined): Promise<ProvenKey> {
    const hash = hashOf(text)
    const key = gateway(hash) ?? (await stored(hash))
    if (!key) throw refusal('INVALID_API_KEY')
    if (key.kind === 'secret' && origin) throw shownByBrowser()
    return key
  }

  return {
    isKey: (text) => /^parley_[ps]k_/.test(text) || gateway(hashOf(text)) !== undefined,
    prove,
  }
}

function shownByBrowser() {
  return refusal('FORBIDDEN', {
    sentence:
      'This is a secret key and it came from a browser, where everybody can read it. Use a publishable key there, and make a new secret key.',
  })
}

/** The back end that holds a secret key; a publishable key proves nobody. */
export function serviceOf(key: ProvenKey): ServicePrincipal {
  if (key.kind !== 'secret')
    throw refusal('FORBIDDEN', { sentence: 'A publishable key opens visitor things only' })
  return { kind: 'service', tenantId: key.tenantId, keyId: key.id, scopes: key.scopes }
}
