import { SignJWT } from 'jose'
import type { Person } from './target'

/** People who exist by their access token alone: enough for sockets, nothing is stored of them. */
export function signedPeople(
  jwtSecret: string,
  count: number,
  role: 'member' | 'admin',
): Promise<Person[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => signedPerson(jwtSecret, index, role)),
  )
}

async function signedPerson(jwtSecret: string, index: number, role: string): Promise<Person> {
  const userId = `u_${role}_${String(index).padStart(8, '0')}`
  const claims = { tenantId: 'tenant-123', role, name: 'Ada Example', asid: `s_${userId}` }
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setAudience('user')
    .setIssuedAt()
    .setExpirationTime('15min')
    .sign(new TextEncoder().encode(jwtSecret))
  return { userId, token }
}
