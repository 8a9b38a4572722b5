/** The website that the demo's own pages are, with the key that stands in them. */
export interface DemoSite {
  tenantId: string
  apiKey: string
}
