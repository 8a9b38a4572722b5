import { and, asc, count, desc, eq, gt, ne } from 'drizzle-orm'
import { type Database, developersSchema, type Orm, schema } from '@/services/database'
import type { Doing } from '../audit/auditStore'
import { lockTenant, recordDeed } from '../audit/postgresAuditStore'
import type { ListedSite, NewSite, SiteChange, SiteStore } from './siteStore'

const { refusedOrigins } = developersSchema
const { sites, tenants } = schema
type SiteRow = typeof sites.$inferSelect

export function postgresSiteStore({ orm, query }: Database): SiteStore {
  return {
    list: async (tenantId) => {
      const rows = await orm
        .select({ site: sites })
        .from(sites)
        .innerJoin(tenants, eq(tenants.id, sites.tenantId))
        .where(eq(tenants.key, tenantId))
        .orderBy(asc(sites.domain), asc(sites.id))
      return rows.map(({ site }) => listedSite(site))
    },
    add: (doing, site, most) => orm.transaction((tx) => addSite(tx, doing, site, most)),
    change: (doing, key, change) => orm.transaction((tx) => changeSite(tx, doing, key, change)),
    remove: (doing, key) => orm.transaction((tx) => removeSite(tx, doing, key)),
    recordVisits: async (visits) => {
      const times = [...visits.values()].map((at) => at.toISOString())
      await query(RECORD_VISITS, [[...visits.keys()], times])
    },
    recordRefusals: async (refusals) => {
      const tenantIds = refusals.map(({ tenantId }) => tenantId)
      const origins = refusals.map(({ origin }) => origin)
      const times = refusals.map(({ at }) => at.toISOString())
      await query(RECORD_REFUSALS, [tenantIds, origins, times])
      await query(KEEP_NEWEST, [[...new Set(tenantIds)]])
    },
    refused: async (tenantId, since) =>
      orm
        .select({ origin: refusedOrigins.origin, at: refusedOrigins.lastAt })
        .from(refusedOrigins)
        .innerJoin(tenants, eq(tenants.id, refusedOrigins.tenantId))
        .where(and(eq(tenants.key, tenantId), gt(refusedOrigins.lastAt, since)))
        .orderBy(desc(refusedOrigins.lastAt), asc(refusedOrigins.origin)),
    forgetRefused: async (tenantId, origins) => {
      await query(FORGET_REFUSED, [tenantId, origins])
    },
  }
}

const RECORD_VISITS = `
  update sites set last_visit_at = greatest(last_visit_at, visit.at::timestamptz)
  from unnest($1::bigint[], $2::text[]) as visit (id, at)
  where sites.id = visit.id`

const RECORD_REFUSALS = `
  insert into refused_origins (tenant_id, origin, last_at)
  select tenants.id, refused.origin, refused.at::timestamptz
  from unnest($1::text[], $2::text[], $3::text[]) as refused (tenant, origin, at)
  join tenants on tenants.key = refused.tenant
  on conflict (tenant_id, origin) do update
  set last_at = greatest(refused_origins.last_at, excluded.last_at)`

/** Whoever has a publishable key, which is everybody, can make origins up: fifty are enough. */
const KEEP_NEWEST = `
  delete from refused_origins using (
    select tenant_id, origin, row_number() over (partition by tenant_id order by last_at desc) as place
    from refused_origins join tenants on tenants.id = tenant_id where tenants.key = any($1::text[])
  ) as ranked
  where ranked.place > 50 and refused_origins.tenant_id = ranked.tenant_id
    and refused_origins.origin = ranked.origin`

const FORGET_REFUSED = `
  delete from refused_origins using tenants
  where tenants.id = tenant_id and tenants.key = $1 and origin = any($2::text[])`

async function addSite(tx: Orm, doing: Doing, site: NewSite, most: number) {
  const tenantId = await lockTenant(tx, doing.tenantId)
  const [known] = await tx.select({ many: count() }).from(sites).where(eq(sites.tenantId, tenantId))
  if ((known?.many ?? 0) >= most) return 'full'
  if (await isTaken(tx, tenantId, site.domain)) return 'taken'
  const allowedOrigins = [...site.allowedOrigins]
  await tx.insert(sites).values({ ...site, allowedOrigins, tenantId, createdAt: doing.at })
  const detail = allowedOrigins.join(', ') || undefined
  await recordDeed(tx, tenantId, doing, { action: 'site.created', target: site.domain, detail })
  return 'added'
}

async function changeSite(tx: Orm, doing: Doing, key: string, change: SiteChange) {
  const tenantId = await lockTenant(tx, doing.tenantId)
  const isIt = and(eq(sites.tenantId, tenantId), eq(sites.key, key))
  const [before] = await tx.select().from(sites).where(isIt)
  if (!before) return undefined
  const { allowedOrigins = before.allowedOrigins } = change
  const row = { ...before, ...change, allowedOrigins: [...allowedOrigins] }
  if (await isTaken(tx, tenantId, row.domain, key)) return 'taken'
  const { domain, color, greeting } = row
  const changed = { domain, color, greeting, allowedOrigins: row.allowedOrigins }
  await tx.update(sites).set(changed).where(isIt)
  const detail = detailOf(before, row)
  await recordDeed(tx, tenantId, doing, { action: 'site.changed', target: before.domain, detail })
  return listedSite(row)
}

async function removeSite(tx: Orm, doing: Doing, key: string): Promise<boolean> {
  const tenantId = await lockTenant(tx, doing.tenantId)
  const isIt = and(eq(sites.tenantId, tenantId), eq(sites.key, key))
  const [gone] = await tx.delete(sites).where(isIt).returning()
  if (!gone) return false
  await recordDeed(tx, tenantId, doing, { action: 'site.deleted', target: gone.domain })
  return true
}

async function isTaken(tx: Orm, tenantId: number, domain: string, except = ''): Promise<boolean> {
  const isOther = and(eq(sites.tenantId, tenantId), ne(sites.key, except))
  const rows = await tx
    .select({ id: sites.id })
    .from(sites)
    .where(and(isOther, eq(sites.domain, domain)))
  return rows.length > 0
}

function detailOf(
  before: SiteRow,
  { domain, allowedOrigins, ...look }: SiteRow,
): string | undefined {
  const added = allowedOrigins.filter((origin) => !before.allowedOrigins.includes(origin))
  const gone = before.allowedOrigins.filter((origin) => !allowedOrigins.includes(origin))
  const parts = [
    ...(domain === before.domain ? [] : [`now ${domain}`]),
    ...(added.length > 0 ? [`allowed ${added.join(', ')}`] : []),
    ...(gone.length > 0 ? [`no longer ${gone.join(', ')}`] : []),
    ...(look.color === before.color ? [] : [`colour ${look.color ?? 'as usual'}`]),
    ...(look.greeting === before.greeting ? [] : ['greeting changed']),
  ]
  return parts.join('; ') || undefined
}

function listedSite({ id: _, tenantId: _of, lastVisitAt, ...site }: SiteRow): ListedSite {
  return { ...site, lastVisitAt: lastVisitAt ?? undefined }
}
