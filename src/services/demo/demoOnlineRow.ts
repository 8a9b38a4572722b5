import type { DemoOnlineRow } from '@/lib/demoProtocol'
import { parsedUrl } from '@/lib/parsedUrl'
import type { OnlineUser } from '@/lib/protocol'

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
