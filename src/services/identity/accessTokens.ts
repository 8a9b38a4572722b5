import { type JWTHeaderParameters, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { type Refusal, refusal } from '@/lib/errors'
import type { UserPrincipal } from '@/services/realtime'
import { ACCESS_TOKEN_MS, type EndedSessions } from './endedSessions'
import { type SigningKey, signingKeys } from './signingKeys'
import { verifiedTokens } from './verifiedTokens'

const AUDIENCE = 'user'
const TOKEN_MAX = 4096
/** At 10,000 connected clients every token is found again; a token and its principal take 1 kB. */
const MOST_REMEMBERED = 20_000

/** The person a token speaks for. */
export type TokenHolder = Omit<UserPrincipal, 'kind' | 'expiresAtMs'>

export interface AccessTokens {
  sign(holder: TokenHolder): Promise<string>
  /** The person behind the token, or `INVALID_JWT_TOKEN` or `TOKEN_EXPIRED`. */
  verify(token: string): Promise<UserPrincipal>
}

interface Options {
  /** The first signs, all verify. */
  secrets: readonly string[]
  ended: EndedSessions
  now(): number
  mostRemembered?: number
}

/** HS256 tokens of a quarter of an hour. */
export function accessTokens(options: Options): AccessTokens {
  const { ended, now } = options
  const keys = signingKeys(options.secrets)
  const remembered = verifiedTokens(options.mostRemembered ?? MOST_REMEMBERED)

  async function sign({ userId, accountSessionId, ...claims }: TokenHolder): Promise<string> {
    const { kid, key } = await keys.first()
    const issuedAt = Math.floor(now() / 1000)
    return new SignJWT({ ...claims, asid: accountSessionId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid })
      .setSubject(userId)
      .setAudience(AUDIENCE)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ACCESS_TOKEN_MS / 1000)
      .sign(key)
  }

  async function verify(token: string): Promise<UserPrincipal> {
    const principal = remembered.get(token) ?? (await prove(token))
    if (principal.expiresAtMs <= now()) throw refusal('TOKEN_EXPIRED')
    if (ended.has(principal.accountSessionId)) throw refusal('INVALID_JWT_TOKEN')
    return principal
  }

  async function prove(token: string): Promise<UserPrincipal> {
    if (token.length > TOKEN_MAX) throw refusal('INVALID_JWT_TOKEN')
    const payload = await payloadOf(token)
    await ended.ready()
    const principal = principalOf(payload)
    remembered.add(token, principal)
    return principal
  }

  async function payloadOf(token: string): Promise<JWTPayload> {
    try {
      const currentDate = new Date(now())
      const rules = { algorithms: ['HS256'], audience: AUDIENCE, currentDate }
      return (await jwtVerify(token, keyOf, rules)).payload
    } catch (error) {
      throw tokenRefusal(error)
    }
  }

  async function keyOf({ kid }: JWTHeaderParameters): Promise<SigningKey['key']> {
    return (await keys.named(kid)).key
  }

  return { sign, verify }
}

/** The signature is checked before the time, so only genuine tokens are told that they are late. */
function tokenRefusal(error: unknown): Refusal {
  const isLate = (error as { code?: unknown }).code === 'ERR_JWT_EXPIRED'
  return refusal(isLate ? 'TOKEN_EXPIRED' : 'INVALID_JWT_TOKEN')
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
