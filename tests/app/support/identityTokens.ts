import { type JWTPayload, SignJWT } from 'jose'
import type { NewIdentitySecretAnswer } from '@/lib/developersProtocol'
import { type Answer, type Person, request } from './people'
import { PUBLISHABLE, SHOP, type VisitorGrant } from './visitors'

/** What a back end signs with: an identity secret and its id. */
export interface BackEnd {
  id: string
  secret: string
}

export async function newIdentitySecret(admin: Person, name = 'Shop'): Promise<BackEnd> {
  const path = '/api/admin/identity-secrets'
  const { status, body } = await admin.call<NewIdentitySecretAnswer>('POST', path, { name })
  if (status !== 200) throw new Error(`an identity secret answered ${status}`)
  return { id: body.identitySecret.id, secret: body.secret }
}

interface Signing {
  kid?: string | undefined
  audience?: string
  expiresAt?: string | number | undefined
}

/** As a tenant's back end signs them, or with something about it that is wrong. */
export function identityToken(
  { id, secret }: BackEnd,
  claims: JWTPayload,
  signing: Signing = {},
): Promise<string> {
  const { kid, audience, expiresAt } = { kid: id, audience: 'parley', expiresAt: '10m', ...signing }
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', ...(kid !== undefined && { kid }) })
    .setAudience(audience)
  if (expiresAt !== undefined) token.setExpirationTime(expiresAt)
  return token.sign(new TextEncoder().encode(secret))
}

/** Asks a door of visitors as a page of the shop does, with the publishable key. */
export function askAsPage<T = VisitorGrant & { code?: string; error?: string }>(
  url: string,
  path: string,
  body: object,
  { key = PUBLISHABLE, origin = SHOP }: { key?: string; origin?: string | null } = {},
): Promise<Answer<T>> {
  return request<T>(url, 'POST', path, {
    body,
    origin,
    headers: { authorization: `Bearer ${key}` },
  })
}
