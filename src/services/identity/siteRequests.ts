import type { SiteAnswer, SitePatch, SitesAnswer, SiteWish } from '@/lib/developersProtocol'
import { managerDoor } from './managerDoor'
import { sitePatchSchema, siteWishSchema } from './sites/siteSchemas'

/**
 * `GET /api/admin/sites`: the tenant's websites, by domain, and which pages were refused within a
 * week.
 */
export const getSites = managerDoor(
  {},
  async ({ identity }, { caller }): Promise<SitesAnswer> => ({
    success: true,
    ...(await identity.sites.list(caller.tenantId)),
  }),
)

/** `POST /api/admin/sites`: a website whose pages may show the tenant's keys. */
export const postSite = managerDoor<unknown, SiteWish>(
  { body: siteWishSchema },
  async ({ identity }, { caller, body }): Promise<SiteAnswer> => ({
    success: true,
    site: await identity.sites.create(caller, body),
  }),
)

/** `PATCH /api/admin/sites/`: its domain and its further origins. */
export const patchSite = managerDoor<unknown, SitePatch>(
  { body: sitePatchSchema },
  async ({ identity }, { caller, body, params }): Promise<SiteAnswer> => ({
    success: true,
    site: await identity.sites.change(caller, params.id ?? '', body),
  }),
)

/** `DELETE /api/admin/sites/`: its pages may show no key any longer. */
export const deleteSite = managerDoor(
  {},
  async ({ identity }, { caller, params }): Promise<{ success: true }> => {
    await identity.sites.remove(caller, params.id ?? '')
    return { success: true }
  },
)
