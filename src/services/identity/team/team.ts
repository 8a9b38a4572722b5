import type { TeamMember } from '@/lib/developersProtocol'
import { refusal } from '@/lib/errors'
import type { Role } from '@/lib/protocol'
import type { UserPrincipal } from '@/services/realtime'
import type { AccountSessions } from '../accountSessions'
import { doingOf } from '../audit/auditStore'
import { isAtLeast, MAY_GIVE } from './roles'
import type { TeamChange, TeamStore } from './teamStore'

/** What owners and admins do with their team. Nobody does it to themselves. */
export interface Team {
  list(tenantId: string): Promise<TeamMember[]>
  /** Whoever may do less from then on is logged out everywhere. */
  setRole(who: UserPrincipal, userId: string, role: Role): Promise<void>
  /** Takes somebody's place in the team, and logs them out everywhere. What they wrote stays. */
  remove(who: UserPrincipal, userId: string): Promise<void>
}

interface Options {
  store: TeamStore
  sessions: Pick<AccountSessions, 'endAll'>
  now(): number
}

export function createTeam({ store, sessions, now }: Options): Team {
  const doing = (who: UserPrincipal) => doingOf(who, new Date(now()))

  async function setRole(who: UserPrincipal, userId: string, role: Role): Promise<void> {
    requireOther(who, userId)
    if (!MAY_GIVE[who.role].includes(role)) throw refusal('FORBIDDEN')
    const place = { userId, from: MAY_GIVE[who.role] }
    const { before } = done(await store.setRole(doing(who), place, role))
    if (!isAtLeast(role, before)) await sessions.endAll(userId, 'Your role was changed')
  }

  async function remove(who: UserPrincipal, userId: string): Promise<void> {
    requireOther(who, userId)
    done(await store.remove(doing(who), { userId, from: MAY_GIVE[who.role] }))
    await sessions.endAll(userId, 'You were removed from the team')
  }

  return { list: store.list, setRole, remove }
}

function requireOther(who: UserPrincipal, userId: string): void {
  if (who.userId === userId)
    throw refusal('CONFLICT', { sentence: 'Somebody else of your team has to do this for you' })
}

function done(change: TeamChange): Exclude<TeamChange, string | undefined> {
  if (change === undefined) throw refusal('USER_NOT_FOUND')
  if (change === 'forbidden') throw refusal('FORBIDDEN', { sentence: 'Only owners change owners' })
  if (change === 'last-owner')
    throw refusal('CONFLICT', { sentence: 'A team keeps at least one owner' })
  return change
}
