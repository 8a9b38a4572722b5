import type { ParleyGlobal, WidgetEvents } from '@/lib/widgetProtocol'
import { type DemoSite, shopWords } from './site'

/** What a page of the website learns of its visitor from the widget. */
export interface VisitHearer {
  ready(visitor: WidgetEvents['ready']): void
  status(state: WidgetEvents['status']): void
}

/** Pages that carry the widget now: it goes with the last one, also when it comes late. */
let pages = 0

/** Puts the widget on the page as on any customer's: by its script. Returns the way to end it. */
export function addSiteWidget({ apiKey }: DemoSite, { ready, status }: VisitHearer): () => void {
  pages += 1
  let hasLeft = false
  const script = document.createElement('script')
  script.async = true
  script.src = '/widget.js'
  Object.assign(script.dataset, { key: apiKey, ...shopWords })
  script.addEventListener('load', () => {
    const parley = parleyOfPage()
    if (pages === 0) parley?.destroy()
    if (hasLeft) return
    parley?.on('ready', ready)
    parley?.on('status', status)
  })
  document.head.append(script)
  return () => {
    hasLeft = true
    pages -= 1
    script.remove()
    if (pages === 0) parleyOfPage()?.destroy()
  }
}

function parleyOfPage(): ParleyGlobal | undefined {
  const { Parley } = window
  return Array.isArray(Parley) ? undefined : Parley
}
