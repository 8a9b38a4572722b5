import type { OnlineUsersPage, Payload } from '../protocol'
import type { SocketLink } from './socketLink'

/** The epoch of a server that counts no versions. */
const UNNUMBERED = 'unnumbered'

/**
 * Servers written from the guides tell presence without versions, and who left by a bare id.
 * Their events are numbered here, in the order in which they come.
 */
export function numberedPresence(link: SocketLink): SocketLink {
  let version = 0
  let isUnnumbered = false
  const next = () => {
    version += 1
    return { version, epoch: UNNUMBERED }
  }
  const heard: { [event: string]: ((payload: never) => unknown) | undefined } = {
    online_users_list: (page: OnlineUsersPage) => {
      isUnnumbered = page.epoch === undefined
      return isUnnumbered ? { ...page, total: page.users.length, ...next() } : page
    },
    user_online: (user: Payload<'user_online'>) =>
      user.version === undefined ? { ...user, change: 'online', ...next() } : user,
    user_offline: (left: Payload<'user_offline'> | string) => {
      if (typeof left !== 'string') {
        return left.version === undefined ? { ...left, lastSeen: '', ...next() } : left
      }
      return isUnnumbered ? { userId: left, lastSeen: '', ...next() } : left
    },
  }
  return {
    ...link,
    on: (event, listener) =>
      link.on(event, (payload) => {
        listener((heard[event]?.(payload as never) ?? payload) as typeof payload)
      }),
  }
}
