import { refusal } from '@/lib/errors'
import { parsedUrl } from '@/lib/parsedUrl'
import type { DoorRequest } from '@/services/realtime'
import type { Site, SiteLook, TenantStore } from './tenantStore'

/** How long a change of a site's origins may take to be seen. */
const SITES_MS = 30_000
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** What is said of the page; none of it is proof. */
export interface SaidOfPage {
  siteId?: string | undefined
  domain?: string | undefined
}

export interface Origins {
  /** The server's own. */
  own: string
  /** The server's own pages: the public address, or the host the request came to. */
  isOwn(origin: string, host?: string | null): boolean
  isKnown(origin: string): Promise<boolean>
  /** `siteKeys` are those of its sites that count; none: all of them. */
  isOfTenant(origin: string, tenantId: string, siteKeys?: readonly string[]): Promise<boolean>
  /**
   * The numeric id of the tenant's site that a page is of: by its origin, else by what it says
   * itself, else none.
   */
  siteOf(
    tenantId: string,
    page: SaidOfPage & { origin?: string | undefined },
  ): Promise<number | undefined>
  /** The public id of the tenant's site that pages of an origin are of. */
  siteKeyOf(tenantId: string, origin: string): Promise<string | undefined>
  /** By the numeric id; nothing is known of what is no site. */
  lookOf(siteId: number | undefined): Promise<SiteLook>
  /** Sites were changed: they are read anew. */
  forget(): void
  /** Refuses requests of other sites' pages; requests without an origin come from no page. */
  requireOwn(request: DoorRequest): void
}

interface Options {
  tenants: TenantStore
  publicUrl: string
  allowedOrigins: readonly string[]
  now(): number
}

export function createOrigins({ tenants, publicUrl, allowedOrigins, now }: Options): Origins {
  const own = new URL(publicUrl)
  const allowed = new Set(allowedOrigins)
  const sites = kept(() => tenants.sites(), now)

  function isOwn(origin: string, host?: string | null): boolean {
    const shown = addressOf(origin)
    if (!shown || isDowngrade(shown, own)) return false
    return shown.origin === own.origin || shown.host === host || isSameMachine(shown, own)
  }

  async function isAmong(origin: string, isMeant: (site: Site) => boolean): Promise<boolean> {
    if (isOwn(origin) || allowed.has(origin)) return true
    const shown = addressOf(origin)
    if (!shown) return false
    return (await sites.read()).some((site) => isMeant(site) && isOfSite(shown, site))
  }

  function requireOwn(request: DoorRequest): void {
    const origin = request.headers.get('origin')
    if (origin !== null && !isOwn(origin, request.headers.get('host')))
      throw refusal('ORIGIN_NOT_ALLOWED')
  }

  async function siteOf(
    tenantId: string,
    { origin, siteId, domain }: SaidOfPage & { origin?: string | undefined },
  ): Promise<number | undefined> {
    const own = (await sites.read()).filter((site) => site.tenantId === tenantId)
    const shown = origin === undefined ? undefined : addressOf(origin)
    const found =
      (shown && own.find((site) => isOfSite(shown, site))) ??
      own.find(({ key }) => key === siteId) ??
      own.find((site) => site.domain === domain)
    return found?.id
  }

  return {
    own: own.origin,
    isOwn,
    siteOf,
    ...siteFacts(sites.read),
    isKnown: (origin) => isAmong(origin, () => true),
    isOfTenant: (origin, tenantId, siteKeys = []) =>
      isAmong(origin, ({ key, ...site }) => {
        const isMeant = siteKeys.length === 0 || siteKeys.includes(key)
        return isMeant && site.tenantId === tenantId
      }),
    forget: sites.forget,
    requireOwn,
  }
}

/** What is known of one site. */
function siteFacts(read: () => Promise<Site[]>): Pick<Origins, 'siteKeyOf' | 'lookOf'> {
  return {
    siteKeyOf: async (tenantId, origin) => {
      const shown = addressOf(origin)
      const isIt = (site: Site) => site.tenantId === tenantId && shown && isOfSite(shown, site)
      return (await read()).find(isIt)?.key
    },
    lookOf: async (siteId) => (await read()).find(({ id }) => id === siteId)?.look ?? {},
  }
}

function addressOf(origin: string): URL | undefined {
  const address = parsedUrl(origin)
  return address && /^https?:$/.test(address.protocol) ? address : undefined
}

/** Anybody on the wire can speak for http; they may not speak for a server that is on https. */
function isDowngrade(shown: URL, own: URL): boolean {
  return shown.protocol === 'http:' && own.protocol === 'https:'
}

/** `localhost` and `127.0.0.1` at the same port are one server under two names. */
function isSameMachine(shown: URL, own: URL): boolean {
  return shown.port === own.port && LOOPBACK.test(shown.hostname) && LOOPBACK.test(own.hostname)
}

/** A site's own domain over https, and what it allows on top; a site on this machine at any port. */
function isOfSite(shown: URL, { domain, allowedOrigins }: Site): boolean {
  if (allowedOrigins.includes(shown.origin)) return true
  if (LOOPBACK.test(domain)) return shown.hostname === domain
  return shown.protocol === 'https:' && shown.host === domain
}

/** Reads at most once in a while; those who ask meanwhile share one reading. */
function kept<T>(read: () => Promise<T>, now: () => number) {
  let value: Promise<T> | undefined
  let readAtMs = 0
  const forget = () => {
    value = undefined
  }
  return {
    forget,
    read: (): Promise<T> => {
      if (value && now() - readAtMs < SITES_MS) return value
      readAtMs = now()
      const reading = read()
      value = reading
      reading.catch(forget)
      return reading
    },
  }
}
