import { refusal } from '@/lib/errors'
import type { Scope, ServicePrincipal } from '@/services/realtime'
import type { LastTimes } from '../lastTimes'
import { hashOf, sameHash } from '../secrets'
import type { StoredKey } from './apiKeyStore'
import type { KeptKeys } from './keptKeys'
import type { KeyEnds } from './keyEnds'

export const ALL_SCOPES: readonly Scope[] = [
  'presence:read',
  'messages:read',
  'messages:write',
  'push',
  'admin',
]

export type ProvenKey = Omit<StoredKey, 'hash'>

export interface ApiKeys {
  isKey(text: string): boolean
  /** The key behind the text, or `INVALID_API_KEY`. A secret key from a browser is refused. */
  prove(text: string, origin: string | null | undefined): Promise<ProvenKey>
  /** Revoked or expired, a moment ago. */
  hasEnded(keyId: string): boolean
}

interface Options {
  kept: Pick<KeptKeys, 'find'>
  ends: Pick<KeyEnds, 'has'>
  uses: Pick<LastTimes, 'note'>
  /** A secret key of a tenant that stands in the environment. */
  gatewayKey: { key: string; tenantId: string } | undefined
  now(): number
}

export function createApiKeys({ kept, ends, uses, gatewayKey, now }: Options): ApiKeys {
  const gatewayHash = gatewayKey && hashOf(gatewayKey.key)

  function gateway(hash: string): ProvenKey | undefined {
    if (!gatewayKey || !gatewayHash || !sameHash(hash, gatewayHash)) return undefined
    const { tenantId } = gatewayKey
    const powers = { scopes: ALL_SCOPES, sites: [], expiresAtMs: undefined }
    return { id: 'gateway', tenantId, kind: 'secret', ...powers }
  }

  function isGateways(text: string): boolean {
    return gateway(hashOf(text)) !== undefined
  }

  async function stored(shownHash: string): Promise<ProvenKey | undefined> {
    const found = await kept.find(shownHash)
    if (!found || !sameHash(found.hash, shownHash)) return undefined
    const { hash: _, ...key } = found
    const isOver = key.expiresAtMs !== undefined && key.expiresAtMs <= now()
    if (isOver || ends.has(key.id)) return undefined
    uses.note(key.id)
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
    // Asked of every token too: without a key in the environment there is nothing to hash for.
    isKey: (text) => /^parley_[ps]k_/.test(text) || (gatewayKey !== undefined && isGateways(text)),
    prove,
    hasEnded: ends.has,
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
