import { refusal } from '@/lib/errors'
import type { Account } from '@/lib/protocol'
import type { RequestLimits } from '@/services/realtime'
import type { AccountSessions, OpenedSession, SignInPlace } from './accountSessions'
import type { AccountStore } from './accountStore'
import { cleanName } from './names'
import type { Passwords } from './passwords'
import type { SignUp, SignUpWish } from './signUp'

export interface Accounts {
  signUp(wish: SignUpWish, place: SignInPlace): Promise<OpenedSession>
  signIn(shown: { email: string; password: string }, place: SignInPlace): Promise<OpenedSession>
  rename(userId: string, name: string): Promise<Account>
}

interface Options {
  store: AccountStore
  sessions: AccountSessions
  passwords: Passwords
  limits: RequestLimits
  signUp: SignUp
}

export function createAccounts(options: Options): Accounts {
  const { store, sessions, passwords, limits } = options
  return {
    signUp: async (wish, place) => {
      await limits.signIn(place.ip, `sign-up ${wish.email}`)
      return sessions.open(await options.signUp(wish), place)
    },
    signIn: async ({ email, password }, place) => {
      await limits.signIn(place.ip, email)
      const account = await store.findByEmail(email)
      const isRight = await passwords.matches(account?.passwordHash, password)
      if (!account || !isRight) throw refusal('INVALID_CREDENTIALS')
      return sessions.open(account.id, place)
    },
    rename: async (userId, name) => {
      const account = await store.rename(userId, cleanName(name))
      if (!account) throw refusal('USER_NOT_FOUND')
      return account
    },
  }
}
