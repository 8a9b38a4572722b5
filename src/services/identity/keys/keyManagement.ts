import type { ApiKey, KeyPatch, KeyWish } from '@/lib/developersProtocol'
import { refusal } from '@/lib/errors'
import type { UserPrincipal } from '@/services/realtime'
import { type Doing, doingOf } from '../audit/auditStore'
import type { TenantStore } from '../tenantStore'
import type { ApiKeyStore, ListedKey, NewKey } from './apiKeyStore'
import type { KeyEnds } from './keyEnds'
import { newKey } from './newKey'

const MOST_KEYS = 100
const HOUR_MS = 3_600_000

/** A key with its text, which is told once. */
interface MadeKey {
  key: ApiKey
  secret: string
}

/** What owners and admins do with their tenant's keys. An unknown id is `NOT_FOUND`. */
export interface KeyManagement {
  list(tenantId: string): Promise<ApiKey[]>
  create(who: UserPrincipal, wish: KeyWish): Promise<MadeKey>
  change(who: UserPrincipal, id: string, patch: KeyPatch): Promise<ApiKey>
  /** A second key of the same powers; the first ends after the overlap. */
  rotate(who: UserPrincipal, id: string, overlapHours: number): Promise<MadeKey>
  /** Closes what the key has opened, in all processes. */
  revoke(who: UserPrincipal, id: string): Promise<void>
}

interface Options {
  store: ApiKeyStore
  tenants: Pick<TenantStore, 'sites'>
  keyEnds: Pick<KeyEnds, 'announce'>
  now(): number
}

export function createKeyManagement({ store, tenants, keyEnds, now }: Options): KeyManagement {
  const doing = (who: UserPrincipal): Doing => doingOf(who, new Date(now()))

  async function create(who: UserPrincipal, wish: KeyWish): Promise<MadeKey> {
    await requireOwnSites(tenants, who.tenantId, wish.sites)
    const { secret, ...made } = newKey(wish.kind)
    const expiresAt = wish.expiresAt === undefined ? undefined : futureOf(wish.expiresAt, now())
    const key: NewKey = { ...wish, ...made, expiresAt }
    if (!(await store.add(doing(who), key, MOST_KEYS)))
      throw refusal('CONFLICT', { sentence: `A team has at most ${MOST_KEYS} keys` })
    return { key: shownNew(key, now()), secret }
  }

  async function change(who: UserPrincipal, id: string, patch: KeyPatch): Promise<ApiKey> {
    if (patch.sites) await requireOwnSites(tenants, who.tenantId, patch.sites)
    const { expiresAt } = patch
    const until = typeof expiresAt === 'string' ? futureOf(expiresAt, now()) : expiresAt
    const changed = await store.change(doing(who), id, { ...patch, expiresAt: until })
    if (!changed) throw noKey()
    keyEnds.announce([], 'A key was changed')
    return shownKey(changed)
  }

  async function rotate(who: UserPrincipal, id: string, overlapHours: number): Promise<MadeKey> {
    const old = (await store.list(who.tenantId)).find((key) => key.id === id)
    if (!old) throw noKey()
    const { secret, ...next } = newKey(old.kind)
    const until = new Date(now() + overlapHours * HOUR_MS)
    const made = await store.rotate(doing(who), id, next, until)
    if (!made)
      throw refusal('CONFLICT', { sentence: 'This key has ended, or has a successor already' })
    keyEnds.announce(overlapHours === 0 ? [id] : [], 'This key was replaced')
    return { key: shownKey(made), secret }
  }

  async function revoke(who: UserPrincipal, id: string): Promise<void> {
    if (!(await store.revoke(doing(who), id))) throw noKey()
    keyEnds.announce([id], 'This key was revoked')
  }

  return {
    list: async (tenantId) => (await store.list(tenantId)).map(shownKey),
    create,
    change,
    rotate,
    revoke,
  }
}

async function requireOwnSites(
  tenants: Options['tenants'],
  tenantId: string,
  wanted: readonly string[],
): Promise<void> {
  if (wanted.length === 0) return
  const sites = await tenants.sites()
  const own = new Set(sites.filter((site) => site.tenantId === tenantId).map(({ key }) => key))
  if (wanted.some((key) => !own.has(key)))
    throw refusal('INVALID_REQUEST', { sentence: 'There is no such site', details: ['sites'] })
}

function futureOf(text: string, nowMs: number): Date {
  const at = new Date(text)
  if (at.getTime() > nowMs) return at
  throw refusal('INVALID_REQUEST', {
    sentence: 'A key ends in the future',
    details: ['expiresAt'],
  })
}

function noKey() {
  return refusal('NOT_FOUND', { sentence: 'There is no such key' })
}

function shownNew({ expiresAt, ...key }: NewKey, atMs: number): ApiKey {
  const unused = { replacedBy: undefined, lastUsedAt: undefined, createdAt: new Date(atMs) }
  return shownKey({ ...key, ...unused, expiresAtMs: expiresAt?.getTime() })
}

function shownKey(key: ListedKey): ApiKey {
  const { id, name, kind, prefix, suffix, value, lastUsedAt, expiresAtMs, replacedBy } = key
  return {
    id,
    name,
    kind,
    shown: `${prefix}…${suffix}`,
    ...(value !== undefined && { value }),
    scopes: [...key.scopes],
    sites: [...key.sites],
    createdAt: key.createdAt.toISOString(),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
    ...(expiresAtMs !== undefined && { expiresAt: new Date(expiresAtMs).toISOString() }),
    ...(replacedBy !== undefined && { replacedBy }),
  }
}
