let regions: Intl.DisplayNames | undefined

/** In the reader's language; the two letters where there is no name. */
export function countryName(country: string | undefined): string {
  if (!country) return ''
  regions ??= new Intl.DisplayNames(undefined, { type: 'region' })
  return regions.of(country) ?? country
}
