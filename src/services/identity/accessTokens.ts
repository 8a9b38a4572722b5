import type { JWTPayload } from 'jose'
import { z } from 'zod'
import { refusal } from '@/lib/errors'
import type { UserPrincipal } from '@/services/realtime'
import { ACCESS_TOKEN_MS, type EndedSessions } from './endedSessions'
import { signedTokens } from './signedTokens'
import { verifiedTokens } from './verifiedTokens'

/** The person a token speaks for. */
export type TokenHolder = Omit<UserPrincipal, 'kind' | 'expiresAtMs'>

export interface AccessTokens {
  sign(holder: TokenHolder): Promise<string>
  /** The person behind the token, or `INVALID_JWT_TOKEN` or `TOKEN_EXPIRED`. */
  verify(token: string): Promise<UserPrincipal>
  /** Its signature was checked before. */
  isRemembered(token: string): boolean
}

interface Options {
  /** The first signs, all verify. */
  secrets: readonly string[]
  ended: EndedSessions
  now(): number
  mostRemembered?: number
}

/** HS256 tokens of a quarter of an hour. */
export function accessTokens({ secrets, ended, now, mostRemembered }: Options): AccessTokens {
  const tokens = signedTokens({ secrets, audience: 'user', lifeMs: ACCESS_TOKEN_MS, now })
  const remembered = verifiedTokens<UserPrincipal>(mostRemembered)

  async function verify(token: string): Promise<UserPrincipal> {
    const principal = remembered.get(token) ?? (await prove(token))
    if (principal.expiresAtMs <= now()) throw refusal('TOKEN_EXPIRED')
    if (ended.has(principal.accountSessionId)) throw refusal('INVALID_JWT_TOKEN')
    return principal
  }

  async function prove(token: string): Promise<UserPrincipal> {
    const payload = await tokens.payloadOf(token)
    await ended.ready()
    const principal = principalOf(payload)
    remembered.add(token, principal)
    return principal
  }

  return {
    sign: ({ userId, accountSessionId, ...claims }) =>
      tokens.sign(userId, { ...claims, asid: accountSessionId }),
    verify,
    isRemembered: (token) => remembered.get(token) !== undefined,
  }
}

const claimsSchema = z.object({
  sub: z.string().regex(/^[A-Za-z0-9_.:@-]{1,128}$/),
  tenantId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  role: z.enum(['owner', 'admin', 'agent', 'member']),
  asid: z.string().min(1),
  name: z.string().min(1),
  avatar: z.string().optional(),
  exp: z.number(),
})

function principalOf(payload: JWTPayload): UserPrincipal {
  const claims = claimsSchema.safeParse(payload)
  if (!claims.success) throw refusal('INVALID_JWT_TOKEN')
  const { sub, asid, exp, avatar, ...shared } = claims.data
  return {
    kind: 'user',
    userId: sub,
    accountSessionId: asid,
    expiresAtMs: exp * 1000,
    ...shared,
    ...(avatar !== undefined && { avatar }),
  }
}
