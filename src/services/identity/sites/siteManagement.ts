import { randomBytes } from 'node:crypto'
import type {
  RefusedOrigin,
  SitePatch,
  SitesAnswer,
  SiteWish,
  Site as WireSite,
} from '@/lib/developersProtocol'
import { refusal } from '@/lib/errors'
import type { UserPrincipal } from '@/services/realtime'
import { doingOf } from '../audit/auditStore'
import type { KeyEnds } from '../keys/keyEnds'
import type { ListedSite, SiteStore } from './siteStore'

const MOST_SITES = 50
/** How long owners are told of a page that was refused. */
const REFUSED_MS = 7 * 24 * 3_600_000

/** What owners and admins do with their tenant's websites. An unknown id is `NOT_FOUND`. */
export interface SiteManagement {
  list(tenantId: string): Promise<Omit<SitesAnswer, 'success'>>
  create(who: UserPrincipal, wish: SiteWish): Promise<WireSite>
  change(who: UserPrincipal, id: string, patch: SitePatch): Promise<WireSite>
  remove(who: UserPrincipal, id: string): Promise<void>
}

interface Options {
  store: SiteStore
  /** Changed sites are read anew in every process. */
  keyEnds: Pick<KeyEnds, 'announce'>
  /** Where they are allowed now, their next refusal is news again. */
  forgetRefusal(tenantId: string, origin: string): void
  now(): number
}

export function createSiteManagement(options: Options): SiteManagement {
  const { store, keyEnds, now } = options
  const doing = (who: UserPrincipal) => doingOf(who, new Date(now()))
  const changed = () => keyEnds.announce([], 'A site was changed')

  async function list(tenantId: string) {
    const since = new Date(now() - REFUSED_MS)
    const [sites, refused] = await Promise.all([
      store.list(tenantId),
      store.refused(tenantId, since),
    ])
    return { sites: sites.map(shownSite), refused: refused.map(shownRefusal) }
  }

  async function create(who: UserPrincipal, wish: SiteWish): Promise<WireSite> {
    const { color = null, greeting = null } = wish
    const key = `site-${randomBytes(6).toString('hex')}`
    const site = { ...wish, color, greeting, key }
    const outcome = await store.add(doing(who), site, MOST_SITES)
    if (outcome === 'full')
      throw refusal('CONFLICT', { sentence: `A team has at most ${MOST_SITES} sites` })
    if (outcome === 'taken') throw taken()
    await allowed(who.tenantId, site)
    return shownSite({ ...site, createdAt: new Date(now()), lastVisitAt: undefined })
  }

  async function change(who: UserPrincipal, id: string, patch: SitePatch): Promise<WireSite> {
    const site = await store.change(doing(who), id, withoutUndefined(patch))
    if (!site) throw noSite()
    if (site === 'taken') throw taken()
    await allowed(who.tenantId, site)
    return shownSite(site)
  }

  /** What was refused and is allowed now is no news any more. */
  async function allowed(tenantId: string, site: Pick<ListedSite, 'domain' | 'allowedOrigins'>) {
    const origins = [`https://${site.domain}`, ...site.allowedOrigins]
    await store.forgetRefused(tenantId, origins)
    for (const origin of origins) options.forgetRefusal(tenantId, origin)
    changed()
  }

  async function remove(who: UserPrincipal, id: string): Promise<void> {
    if (!(await store.remove(doing(who), id))) throw noSite()
    changed()
  }

  return { list, create, change, remove }
}

function withoutUndefined({ domain, allowedOrigins, color, greeting }: SitePatch) {
  return {
    ...(domain !== undefined && { domain }),
    ...(allowedOrigins && { allowedOrigins }),
    ...(color !== undefined && { color }),
    ...(greeting !== undefined && { greeting }),
  }
}

function taken() {
  const sentence = 'There is a site of this domain already'
  return refusal('CONFLICT', { sentence, details: ['domain'] })
}

function noSite() {
  return refusal('NOT_FOUND', { sentence: 'There is no such site' })
}

function shownSite({ key, domain, allowedOrigins, ...site }: ListedSite): WireSite {
  const { color, greeting, createdAt, lastVisitAt } = site
  return {
    id: key,
    domain,
    allowedOrigins,
    ...(color && { color }),
    ...(greeting && { greeting }),
    createdAt: createdAt.toISOString(),
    ...(lastVisitAt && { lastVisitAt: lastVisitAt.toISOString() }),
  }
}

function shownRefusal({ origin, at }: { origin: string; at: Date }): RefusedOrigin {
  return { origin, at: at.toISOString() }
}
