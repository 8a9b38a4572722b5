let regions: Intl.DisplayNames | undefined
const names = new Map<string, string>()

/** In the reader's language; the two letters where there is no name. */
export function countryName(country: string | undefined): string {
  if (!country) return ''
  const found = names.get(country)
  if (found !== undefined) return found
  regions ??= new Intl.DisplayNames(undefined, { type: 'region' })
  const name = regions.of(country) ?? country
  names.set(country, name)
  return name
}
