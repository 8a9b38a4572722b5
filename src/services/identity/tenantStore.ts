/** How a site's widget looks, as far as anybody has said. */
export interface SiteLook {
  /** `#rrggbb` */
  color?: string
  greeting?: string
}

export interface Site {
  id: number
  /** The public `siteId`. */
  key: string
  tenantId: string
  domain: string
  allowedOrigins: readonly string[]
  look: SiteLook
}

/** Tenants and their websites. `tenantId` is the public key. */
export interface TenantStore {
  exists(tenantId: string): Promise<boolean>
  /** What the tenant is called. */
  nameOf(tenantId: string): Promise<string | undefined>
  sites(): Promise<Site[]>
}
