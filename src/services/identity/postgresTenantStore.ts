import { eq } from 'drizzle-orm'
import { type Database, schema } from '@/services/database'
import type { TenantStore } from './tenantStore'

const { sites, tenants } = schema

export function postgresTenantStore({ orm }: Database): TenantStore {
  return {
    exists: async (tenantId) => {
      const { id } = tenants
      const found = await orm.select({ id }).from(tenants).where(eq(tenants.key, tenantId))
      return found.length > 0
    },
    nameOf: async (tenantId) => {
      const { name } = tenants
      const [found] = await orm.select({ name }).from(tenants).where(eq(tenants.key, tenantId))
      return found?.name
    },
    sites: async () => {
      const rows = await orm
        .select({
          id: sites.id,
          key: sites.key,
          tenantId: tenants.key,
          domain: sites.domain,
          allowedOrigins: sites.allowedOrigins,
          color: sites.color,
          greeting: sites.greeting,
        })
        .from(sites)
        .innerJoin(tenants, eq(tenants.id, sites.tenantId))
      return rows.map(({ color, greeting, ...site }) => ({
        ...site,
        look: { ...(color && { color }), ...(greeting && { greeting }) },
      }))
    },
  }
}
