'use client'
import type { DemoSite } from './site'
import { useVisit } from './useVisit'

/** Whoever opens the page is its visitor, walks on as the same one, and may write to the shop. */
export function Visit({ site }: { site: DemoSite }) {
  useVisit(site)
  return null
}
