import { decodeJwt, type JWTHeaderParameters, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { type Refusal, refusal } from '@/lib/errors'
import { type SigningKey, signingKeys } from './signingKeys'

const TOKEN_MAX = 4096

interface Options {
  /** The first signs, all verify. */
  secrets: readonly string[]
  /** Whom the tokens are of; those of others are refused. */
  audience: 'user' | 'visitor'
  lifeMs: number
  now(): number
}

export interface SignedTokens {
  sign(subject: string, claims: JWTPayload): Promise<string>
  /**
   * What the token says, or `INVALID_JWT_TOKEN` or `TOKEN_EXPIRED`. With `lateMs` it may have ended
   * so long ago.
   */
  payloadOf(token: string, lateMs?: number): Promise<JWTPayload>
}

/** HS256 tokens of one audience. */
export function signedTokens({ secrets, audience, lifeMs, now }: Options): SignedTokens {
  const keys = signingKeys(secrets)

  async function sign(subject: string, claims: JWTPayload): Promise<string> {
    const { kid, key } = await keys.first()
    const issuedAt = Math.floor(now() / 1000)
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid })
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeMs / 1000)
      .sign(key)
  }

  async function payloadOf(token: string, lateMs = 0): Promise<JWTPayload> {
    if (token.length > TOKEN_MAX) throw refusal('INVALID_JWT_TOKEN')
    try {
      const currentDate = new Date(now() - lateMs)
      const rules = { algorithms: ['HS256'], audience, currentDate }
      return (await jwtVerify(token, keyOf, rules)).payload
    } catch (error) {
      throw tokenRefusal(error)
    }
  }

  async function keyOf({ kid }: JWTHeaderParameters): Promise<SigningKey['key']> {
    return (await keys.named(kid)).key
  }

  return { sign, payloadOf }
}

/** Says which verifier has to judge a token; the token may still be anybody's. */
export function claimsToBeOfVisitor(token: string): boolean {
  if (token.length > TOKEN_MAX) return false
  try {
    return decodeJwt(token).aud === 'visitor'
  } catch {
    return false
  }
}

/** The signature is checked before the time, so only genuine tokens are told that they are late. */
function tokenRefusal(error: unknown): Refusal {
  const isLate = (error as { code?: unknown }).code === 'ERR_JWT_EXPIRED'
  return refusal(isLate ? 'TOKEN_EXPIRED' : 'INVALID_JWT_TOKEN')
}
