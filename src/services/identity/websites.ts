import { refusal } from '@/lib/errors'
import type { DoorRequest } from '@/services/realtime'
import { bearerOf } from './credentials'
import type { ApiKeys, ProvenKey } from './keys/apiKeys'
import type { NamedTenants } from './namedTenants'
import type { Origins, SaidOfPage } from './origins'
import type { VisitNotes } from './sites/visitNotes'
import type { SiteLook } from './tenantStore'

/** A website of a tenant, or its back end, that opens sessions for its visitors. */
export interface Website {
  kind: 'website'
  tenantId: string
  /** The site's numeric id, where the page belongs to one. */
  siteId: number | undefined
  /** Where the page is from; empty for a back end. */
  origin: string
  /** The key that opened it, and closes it by its end. */
  keyId?: string
}

export interface Websites {
  /** The website behind a key. A publishable key works only on pages of its tenant's sites. */
  ofKey(key: ProvenKey, origin: string | undefined, said: SaidOfPage): Promise<Website>
  /** The website behind a request, by `X-API-Key` or Bearer, which is for the tenant it names. */
  ofRequest(
    request: DoorRequest,
    said: SaidOfPage & { tenantId?: string | undefined },
  ): Promise<Website>
  /** The website behind a request that names no tenant: its key does. */
  ofPage(request: DoorRequest): Promise<Website>
  /** How its widget looks. */
  lookOf(website: Website): Promise<SiteLook>
}

interface Options {
  apiKeys: ApiKeys
  origins: Origins
  namedTenants: NamedTenants
  visits: Pick<VisitNotes, 'visited' | 'refused'>
}

export function createWebsites({ apiKeys, origins, namedTenants, visits }: Options): Websites {
  async function ofKey(
    key: ProvenKey,
    origin: string | undefined,
    said: SaidOfPage,
  ): Promise<Website> {
    const { kind, tenantId } = key
    if (kind === 'publishable') await requirePage(origin, key)
    const siteId = await origins.siteOf(tenantId, { ...said, origin })
    if (kind === 'publishable' && siteId !== undefined) visits.visited(siteId)
    return { kind: 'website', tenantId, siteId, origin: origin ?? '', keyId: key.id }
  }

  async function requirePage(
    origin: string | undefined,
    { tenantId, sites }: ProvenKey,
  ): Promise<void> {
    if (!origin)
      throw refusal('ORIGIN_NOT_ALLOWED', {
        sentence: 'A publishable key works on pages of its sites only. Servers use a secret key.',
      })
    if (await origins.isOfTenant(origin, tenantId, sites)) return
    visits.refused(tenantId, origin)
    throw refusal('ORIGIN_NOT_ALLOWED')
  }

  /** Where a page only reads from its own server, browsers name no origin. */
  function originOf({ headers }: DoorRequest): string | undefined {
    const isOwn = headers.get('sec-fetch-site') === 'same-origin'
    return headers.get('origin') ?? (isOwn ? origins.own : undefined)
  }

  async function keyOf(request: DoorRequest) {
    const origin = originOf(request)
    const shown = request.headers.get('x-api-key') ?? bearerOf(request)
    if (!shown) throw refusal('INVALID_API_KEY')
    return { key: await apiKeys.prove(shown, origin), origin }
  }

  return {
    ofKey,
    ofRequest: async (request, { tenantId, ...said }) => {
      const { key, origin } = await keyOf(request)
      const named = tenantId ?? request.headers.get('x-tenant-id') ?? undefined
      await namedTenants.require(key, named)
      return ofKey(key, origin, said)
    },
    ofPage: async (request) => {
      const { key, origin } = await keyOf(request)
      return ofKey(key, origin, {})
    },
    lookOf: ({ siteId }) => origins.lookOf(siteId),
  }
}
