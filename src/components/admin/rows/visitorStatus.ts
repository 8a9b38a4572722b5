import type { Presence } from '@/components/ui/PresenceDot'
import type { IdleClock } from '@/lib/idle'
import type { OnlineUser, UserStatus } from '@/lib/protocol'
import { isIdle } from './visitorFilter'

/** The dot of somebody who is online; who is idle looks like who is away. */
export function presenceOf(user: OnlineUser, clock: IdleClock): Presence {
  if (user.status === 'busy' || user.status === 'in-call') return 'busy'
  return isIdle(user, clock) ? 'away' : 'online'
}

/** What somebody has chosen to be, in words; online is said of nobody. */
export function statusWords({ status }: Pick<OnlineUser, 'status'>): string | undefined {
  return status && words[status]
}

const words: Partial<Record<UserStatus, string>> = {
  away: 'Away',
  busy: 'Busy',
  'in-call': 'In a call',
}
