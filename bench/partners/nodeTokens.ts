import { jwtVerify } from 'jose'

export interface Caller {
  userId: string
  tenantId: string
}

/** Checks a token once and remembers it until it ends. */
export async function tokenCheck(
  jwtSecret: string,
): Promise<(authorization: string | undefined) => Promise<Caller>> {
  const known = new Map<string, { caller: Caller; endsAtMs: number }>()
  const bytes = new TextEncoder().encode(jwtSecret)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])
  return async (authorization = '') => {
    const token = authorization.slice('Bearer '.length)
    const entry = known.get(token)
    if (entry && entry.endsAtMs > Date.now()) return entry.caller
    const { payload } = await jwtVerify(token, key)
    const caller = { userId: String(payload.sub), tenantId: String(payload.tenantId) }
    known.set(token, { caller, endsAtMs: (payload.exp ?? 0) * 1000 })
    return caller
  }
}
