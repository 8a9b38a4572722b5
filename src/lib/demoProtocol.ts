/**
 * Somebody who is online, as everybody may see them: nothing that opens a session, and of the
 * demo's own people not with whom they talk.
 */
export interface DemoOnlineRow {
  /** The end of the id: enough to tell rows apart, not enough to be anybody. */
  id: string
  kind: 'visitor' | 'user'
  name?: string
  /** Where they are, without query and fragment. Empty while it is not known. */
  path: string
  title?: string
  /** Two letters. */
  country?: string
  /** ISO 8601. */
  since: string
  isIdle: boolean
}

/** `GET /api/demo/online`: what everybody may know of who is in the demo. */
export interface DemoOnline {
  /** When this was true, ISO 8601. */
  at: string
  online: number
  /** Who asks, if they are online, and then who came last. */
  rows: DemoOnlineRow[]
  /** The storage is away: this is the last that was known. */
  stale?: true
}
