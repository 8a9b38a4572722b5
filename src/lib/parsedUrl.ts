/**
 * What `URL.parse` of newer run times answers: the address, or nothing if it is none. Not by
 * `URL.canParse`: once it is called often, Node 20 refuses addresses with umlauts.
 */
export function parsedUrl(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base)
  } catch {
    return undefined
  }
}
