import { snippetText } from '@/components/developers/sites/snippetText'
import type { ApiKey, Site } from '@/lib/developersProtocol'

export interface Snippet {
  domain: string
  code: string
}

/** What to put into pages to see a first visitor; absent where no site has a key to show. */
export function firstSnippet(
  server: string,
  sites: readonly Site[],
  keys: readonly ApiKey[],
): Snippet | undefined {
  for (const { id, domain } of sites) {
    const apiKey = keys.find((key) => isShown(key, id))?.value
    if (apiKey) return { domain, code: snippetText.html({ server, apiKey, domain }) }
  }
  return undefined
}

function isShown({ kind, value, sites, replacedBy }: ApiKey, siteId: string): boolean {
  const isOfSite = sites.length === 0 || sites.includes(siteId)
  return kind === 'publishable' && value !== undefined && replacedBy === undefined && isOfSite
}
