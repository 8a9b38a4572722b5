import type { JWTPayload } from 'jose'
import { z } from 'zod'
import { refusal } from '@/lib/errors'
import type { VisitorPrincipal } from '@/services/realtime'
import { signedTokens } from './signedTokens'
import { verifiedTokens } from './verifiedTokens'
import type { VisitEnds } from './visitEnds'

const VISITOR_TOKEN_MS = 3_600_000
/** How long after its end a token still proves whose session it was. */
const PROVES_LATE_MS = 24 * 3_600_000

/** The visitor a token speaks for. */
export type VisitorHolder = Omit<VisitorPrincipal, 'kind' | 'expiresAtMs' | 'unprovenName'>

export interface VisitorTokens {
  /** How long one lives. */
  readonly lifeMs: number
  sign(holder: VisitorHolder): Promise<string>
  /** The visitor behind the token, or `INVALID_JWT_TOKEN` or `TOKEN_EXPIRED`. */
  verify(token: string): Promise<VisitorPrincipal>
  /** The same for a token that ended up to 24 hours ago: whose session it was. */
  verifyLate(token: string): Promise<VisitorPrincipal>
  /** Its signature was checked before. */
  isRemembered(token: string): boolean
  /** Whose it was then, while it lives; its session may have ended meanwhile, so it proves nothing. */
  remembered(token: string): VisitorPrincipal | undefined
}

interface Options {
  secrets: readonly string[]
  /** Sessions that ended before their time; their tokens open nothing. */
  ended: Pick<VisitEnds, 'has'>
  now(): number
  mostRemembered?: number
}

/** HS256 tokens of an hour. */
export function visitorTokens({ secrets, ended, now, mostRemembered }: Options): VisitorTokens {
  const tokens = signedTokens({ secrets, audience: 'visitor', lifeMs: VISITOR_TOKEN_MS, now })
  const remembered = verifiedTokens<VisitorPrincipal>(mostRemembered)

  async function verify(token: string): Promise<VisitorPrincipal> {
    const visitor = remembered.get(token) ?? (await prove(token))
    if (visitor.expiresAtMs <= now()) throw refusal('TOKEN_EXPIRED')
    if (await ended.has(visitor.sessionId)) throw refusal('INVALID_JWT_TOKEN')
    return visitor
  }

  async function prove(token: string): Promise<VisitorPrincipal> {
    const visitor = visitorOf(await tokens.payloadOf(token))
    remembered.add(token, visitor)
    return visitor
  }

  return {
    lifeMs: VISITOR_TOKEN_MS,
    sign: ({ userId, sessionId, ...claims }) => tokens.sign(userId, { ...claims, sid: sessionId }),
    verify,
    verifyLate: async (token) => visitorOf(await tokens.payloadOf(token, PROVES_LATE_MS)),
    isRemembered: (token) => remembered.get(token) !== undefined,
    remembered: (token) => {
      const visitor = remembered.get(token)
      return visitor && visitor.expiresAtMs > now() ? visitor : undefined
    },
  }
}

const claimsSchema = z.object({
  sub: z.string().regex(/^[A-Za-z0-9_.:@-]{1,128}$/),
  tenantId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  sid: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  anonymous: z.boolean(),
  name: z.string().max(80).optional(),
  email: z.string().max(254).optional(),
  visits: z.number().int().min(1),
  exp: z.number(),
})

function visitorOf(payload: JWTPayload): VisitorPrincipal {
  const claims = claimsSchema.safeParse(payload)
  if (!claims.success) throw refusal('INVALID_JWT_TOKEN')
  const { sub, sid, exp, name, email, ...shared } = claims.data
  return {
    kind: 'visitor',
    userId: sub,
    sessionId: sid,
    expiresAtMs: exp * 1000,
    ...shared,
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
  }
}
