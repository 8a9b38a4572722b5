import type { OnlineUser } from '@/lib/protocol'
import { factsOf } from './visitorFacts'

/** Lists are never changed, only replaced, so one list is gone through once, whoever asks. */
const known = new WeakMap<readonly OnlineUser[], readonly OnlineUser[]>()

/** Visitors alone. */
export function withoutTeam(users: readonly OnlineUser[]): readonly OnlineUser[] {
  const found = known.get(users) ?? users.filter((user) => !factsOf(user).isTeam)
  known.set(users, found)
  return found
}
