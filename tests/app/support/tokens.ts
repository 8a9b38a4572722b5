import { type JWTPayload, SignJWT } from 'jose'
import { JWT_SECRET } from '../../infrastructure/usualEnv'

interface Forgery {
  claims?: JWTPayload
  secret?: string
  audience?: string
  expiresAt?: string | number
}

/** A token as the server signs them, or with something about it that is wrong. */
export function accessToken(forgery: Forgery = {}): Promise<string> {
  const { claims, secret = JWT_SECRET, audience = 'user', expiresAt = '15m' } = forgery
  return new SignJWT({ ...HOLDER, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .setAudience(audience)
    .setExpirationTime(expiresAt)
    .sign(new TextEncoder().encode(secret))
}

/** A visitor token as the server signs them, or with something about it that is wrong. */
export function visitorToken({ claims, audience = 'visitor', ...forgery }: Forgery = {}) {
  return accessToken({ ...forgery, audience, claims: { ...VISITOR, ...claims } })
}

/** Claims that nobody signed. */
export function unsignedToken(): string {
  const exp = Math.floor(Date.now() / 1000) + 900
  const claims = { ...HOLDER, aud: 'user', exp }
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
}

/** A genuine token of somebody in another tenant. */
export function foreignToken(role = 'owner'): Promise<string> {
  const claims = {
    sub: 'u_chloe_of_globex',
    tenantId: 'globex',
    name: 'Chloe',
    role,
    asid: 'as_globex',
  }
  return accessToken({ claims })
}

const HOLDER = {
  sub: 'u_ada_of_acme',
  tenantId: 'tenant-123',
  role: 'member',
  asid: 'as_of_the_tests',
  name: 'Ada',
}

const VISITOR = {
  sub: 'v_of_the_tests',
  tenantId: 'tenant-123',
  sid: 's_of_the_tests',
  anonymous: true,
  visits: 1,
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
