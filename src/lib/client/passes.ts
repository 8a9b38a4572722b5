import { currentConfig, publicKey } from '../config'
import { createTokenSource } from '../session'
import { createVisitorSession } from '../visitorSession'
import type { GrantSource } from './grantSource'
import type { Fetch } from './requests'

/** What opens a socket or a call: a token, with the id of the user it is of, or the key alone. */
export interface Pass {
  token?: string
  userId?: string
}

/** `forget` drops what was refused: whoever signs in next shows their own. */
export interface PassSource extends GrantSource<Pass> {
  /** Where a session was ended another one follows by itself, as that of a website's visitor. */
  goesOn?: true
}

interface Options {
  /** Origin of the server. */
  url: string
  fetch?: Fetch | undefined
}

/**
 * How a signed-in user shows who they are: by `getToken`; without it, on the server's own pages,
 * by being signed in there; elsewhere by the key, which for an admin has to be a secret one.
 */
export function userPasses({ url, fetch }: Options): PassSource {
  if (!currentConfig().getToken && publicKey() && !isOwnPage(url)) return keyAlone
  const tokens = createTokenSource({ url, fetch })
  const pass = ({ token, user }: Awaited<ReturnType<typeof tokens.get>>): Pass => ({
    token,
    ...(user?.id && { userId: user.id }),
  })
  return {
    get: () => tokens.get().then(pass),
    renew: () => tokens.renew().then(pass),
    forget: tokens.forget,
  }
}

/** A website's visitor where there is a key and nobody else is configured; else a user. */
export function visitorPasses(
  options: Options & { tenantId: string; siteId?: string | undefined },
): PassSource {
  const apiKey = publicKey()
  if (!apiKey || currentConfig().getToken) return userPasses(options)
  const session = createVisitorSession({ ...options, apiKey })
  const pass = ({ token }: { token: string }): Pass => ({ token })
  return {
    get: () => session.get().then(pass),
    renew: () => session.renew().then(pass),
    // Whatever was refused, the visitor stays who they are.
    forget: () => {},
    goesOn: true,
  }
}

const keyAlone: PassSource = {
  get: async () => ({}),
  renew: async () => ({}),
  forget: () => {},
}

/** Whether the page is the server's own, whose sign-in counts. */
function isOwnPage(url: string): boolean {
  return url === '' || (typeof location !== 'undefined' && location.origin === url)
}
