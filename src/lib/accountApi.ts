/** Calls about the account itself. They are apart from `api.ts` so that the chat stays small. */

import type { AccountSession } from './accountProtocol'
import { requestJson } from './client/requests'
import { currentConfig } from './config'
import type { Account } from './protocol'
import {
  closeTabSession,
  type DemoGrant,
  type DemoPerson,
  openTabSession,
  type SessionOptions,
  sessionCredentials,
} from './session'

export interface SignUp {
  name: string
  email: string
  password: string
  /** The token of an invitation, where sign-up needs one. */
  invite?: string
}

/** Every call rejects with a `ParleyApiError`; `RATE_LIMIT_EXCEEDED` says when to try again. */
export interface AccountApi {
  /** @throws `CONFLICT` e-mail taken, `FORBIDDEN` sign-up closed, `INVALID_REQUEST` with `details` */
  signUp(account: SignUp): Promise<Account>
  /** @throws `INVALID_CREDENTIALS` */
  signIn(credentials: { email: string; password: string }): Promise<Account>
  /** Ends this sign-in, its sockets and its tokens. */
  signOut(): Promise<void>
  /** Who is signed in; `null` when nobody is. */
  session(): Promise<Account | null>
  /** Where the account is signed in, this place included. */
  accountSessions(): Promise<AccountSession[]>
  endAccountSession(id: string): Promise<void>
  /** Ends every sign-in but this one. */
  endOtherSessions(): Promise<void>
  /** @throws `INVALID_CREDENTIALS` when `current` is wrong */
  changePassword(passwords: { current: string; next: string }): Promise<void>
  /** Sends a link, if there is such an account; answers alike if not. */
  forgotPassword(email: string): Promise<void>
  /** @throws `INVALID_REQUEST` when the link was used or is too old */
  resetPassword(reset: { token: string; password: string }): Promise<void>
  updateProfile(profile: { name: string }): Promise<Account>
  /** Makes this tab, and only this tab, a demo person's. @throws `FORBIDDEN`, `NOT_FOUND` */
  demo(as: DemoPerson): Promise<DemoGrant>
}

/**
 * @example
 * const account = createAccountApi()
 * await account.signIn({ email, password })
 */
export function createAccountApi(options: SessionOptions = {}): AccountApi {
  const call = <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const { credentials, headers } = sessionCredentials()
    const url = `${options.url ?? currentConfig().url}/api/auth${path}`
    return requestJson({ method, url, body, credentials, headers, fetch: options.fetch })
  }
  const enter = async (path: string, body: object): Promise<Account> => {
    closeTabSession()
    return (await call<{ user: Account }>('POST', path, body)).user
  }
  return {
    signUp: (account) => enter('/sign-up', account),
    signIn: (credentials) => enter('/sign-in', credentials),
    signOut: async () => {
      await call('POST', '/sign-out')
      closeTabSession()
    },
    session: async () => {
      const answer = await call<{ user: Account }>('GET', '/session').catch(nobody)
      return answer?.user ?? null
    },
    accountSessions: async () =>
      (await call<{ sessions: AccountSession[] }>('GET', '/sessions')).sessions,
    endAccountSession: async (id) => {
      await call('DELETE', `/sessions/${encodeURIComponent(id)}`)
    },
    endOtherSessions: async () => {
      await call('DELETE', '/sessions')
    },
    changePassword: async (passwords) => {
      await call('POST', '/password/change', passwords)
    },
    forgotPassword: async (email) => {
      await call('POST', '/password/forgot', { email })
    },
    resetPassword: async (reset) => {
      await call('POST', '/password/reset', reset)
    },
    updateProfile: async (profile) =>
      (await call<{ user: Account }>('PATCH', '/profile', profile)).user,
    demo: (as) => openTabSession(as, options),
  }
}

/** Not being signed in is an answer here, anything else an error. */
function nobody(error: { status?: number }): null {
  if (error.status === 401) return null
  throw error
}
