'use client'
import type { DemoSite } from './site'
import { useVisit } from './useVisit'

/** Whoever opens the page is its visitor, and walks on as the same one. Draws nothing. */
export function Visit({ site }: { site: DemoSite }) {
  useVisit(site)
  return null
}
