/** All zones that the browser knows, the own one first; what was saved is among them in any case. */
export function timeZoneChoices(saved: string): { value: string; label: string }[] {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const all = [...new Set([saved, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
  const others = all.filter((zone) => zone !== own).map((zone) => ({ value: zone, label: zone }))
  return [{ value: own, label: `${own} (this browser)` }, ...others]
}
