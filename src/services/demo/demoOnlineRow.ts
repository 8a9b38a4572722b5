import { parsedUrl } from '@/lib/parsedUrl'
import type { OnlineUser } from '@/lib/protocol'

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

export function demoRow(user: OnlineUser): DemoOnlineRow {
  const { userId, kind = 'visitor', name, country, connectedAt, status } = user
  return {
    id: idEnd(userId),
    kind,
    ...(name && { name }),
    ...(kind === 'visitor' ? pageOf(user) : { path: sectionOf(user) }),
    ...(country && { country }),
    since: connectedAt,
    isIdle: status === 'away',
  }
}

const ID_END = 8

export function idEnd(userId: string): string {
  return userId.slice(-ID_END)
}

function pageOf({ url, title }: OnlineUser): Pick<DemoOnlineRow, 'path' | 'title'> {
  return { path: pathOf(url), ...(title && { title }) }
}

/** `/chat` of `/chat/{conversationId}`; its title would name the other one. */
function sectionOf({ url }: OnlineUser): string {
  return pathOf(url).replace(/^(\/[^/]*).*$/, '$1')
}

function pathOf(url: string): string {
  return parsedUrl(url)?.pathname ?? ''
}
