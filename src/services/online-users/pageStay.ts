import type { PageView } from '@/lib/adminProtocol'
import type { RecordedPage } from './presenceRecordStore'

/** Whoever comes back later has begun another stay. */
const LONGEST_PAUSE_MS = 30 * 60_000

interface Whereabouts {
  /** The addresses somebody is at now. */
  urlsNow: ReadonlySet<string>
  /** When somebody who is gone was last seen. */
  lastSeenMs: number | undefined
}

/**
 * The last stay in a person's pages, newest first. A page that nobody left, of a process that
 * died, ends with the next one or with the person.
 */
export function lastStay(newestFirst: readonly RecordedPage[], where: Whereabouts): PageView[] {
  const views: PageView[] = []
  let newer: RecordedPage | undefined
  for (const page of newestFirst) {
    const leftAtMs = page.leftAtMs ?? endOf(page, newer, where)
    if (newer && newer.enteredAtMs - (leftAtMs ?? newer.enteredAtMs) > LONGEST_PAUSE_MS) break
    views.push(pageView(page, leftAtMs))
    newer = page
  }
  return views
}

/** Undefined while somebody is there. */
function endOf(
  { url, enteredAtMs }: RecordedPage,
  newer: RecordedPage | undefined,
  { urlsNow, lastSeenMs }: Whereabouts,
): number | undefined {
  if (urlsNow.has(url)) return undefined
  return Math.max(enteredAtMs, newer?.enteredAtMs ?? lastSeenMs ?? enteredAtMs)
}

function pageView(
  { url, title, enteredAtMs }: RecordedPage,
  leftAtMs: number | undefined,
): PageView {
  return {
    url,
    ...(title !== undefined && { title }),
    enteredAt: new Date(enteredAtMs).toISOString(),
    ...(leftAtMs !== undefined && { leftAt: new Date(leftAtMs).toISOString() }),
  }
}
