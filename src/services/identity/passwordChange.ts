import { refusal } from '@/lib/errors'
import type { Account } from '@/lib/protocol'
import type { RequestLimits, UserPrincipal } from '@/services/realtime'
import type { AccountSessions } from './accountSessions'
import type { AccountStore } from './accountStore'
import type { Passwords } from './passwords'

/** Sets a new password for whoever knows the present one; ends the account's other sessions. */
export type ChangePassword = (
  who: UserPrincipal,
  shown: { current: string; next: string; ip: string },
) => Promise<Account>

interface Options {
  store: AccountStore
  sessions: AccountSessions
  passwords: Passwords
  limits: RequestLimits
  now(): number
}

export function createChangePassword(options: Options): ChangePassword {
  const { store, sessions, passwords, limits, now } = options
  return async ({ userId, accountSessionId }, { current, next, ip }) => {
    await limits.signIn(ip, `password ${userId}`)
    const account = await store.find(userId)
    if (!account) throw refusal('USER_NOT_FOUND')
    const { passwordHash, ...shown } = account
    if (!(await passwords.matches(passwordHash, current)))
      throw refusal('INVALID_CREDENTIALS', { sentence: 'The current password is wrong.' })
    const ended = await store.setPassword({
      userId,
      passwordHash: await passwords.hash(next),
      at: new Date(now()),
      keepSessionId: accountSessionId,
    })
    sessions.announceEnd(ended, 'The password was changed')
    return shown
  }
}
