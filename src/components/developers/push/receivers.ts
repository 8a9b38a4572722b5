import { visitorName } from '@/components/ui/visitorName'
import type { TeamMember } from '@/lib/developersProtocol'
import type { OnlineUser } from '@/lib/protocol'

export interface Receiver {
  userId: string
  name: string
  online: boolean
}

/** Everybody a push can be tried with, those who are online first. */
export function receiversOf(
  online: readonly OnlineUser[],
  members: readonly TeamMember[],
): Receiver[] {
  const here = online.map((user) => ({
    userId: user.userId,
    name: visitorName(user),
    online: true,
  }))
  const known = new Set(here.map(({ userId }) => userId))
  const away = members
    .filter(({ userId }) => !known.has(userId))
    .map(({ userId, name }) => ({ userId, name, online: false }))
  return [...here, ...away]
}
