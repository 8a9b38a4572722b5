/**
 * The next part of the page that is drawn, round and round.
 * @param regions what stands in `data-region`, in the order of the page.
 */
export function focusRegion(regions: readonly string[], direction: 1 | -1): void {
  const drawn = regions.flatMap((name) => {
    const region = document.querySelector<HTMLElement>(`[data-region="${name}"]`)
    return region && isDrawn(region) ? [region] : []
  })
  const at = drawn.findIndex((region) => region.contains(document.activeElement))
  const from = at < 0 && direction === -1 ? 0 : at
  focusFirst(drawn[(from + direction + drawn.length) % drawn.length])
}

function focusFirst(region: HTMLElement | undefined): void {
  if (!region) return
  const target = region.matches('[tabindex="0"]')
    ? region
    : (firstDrawn(region, '[aria-current="page"], input:checked') ??
      firstDrawn(region, 'textarea, a[href], button'))
  target?.focus()
}

function firstDrawn(region: HTMLElement, selector: string): HTMLElement | undefined {
  return [...region.querySelectorAll<HTMLElement>(selector)].find(isDrawn)
}

function isDrawn(element: HTMLElement): boolean {
  return element.getClientRects().length > 0
}
