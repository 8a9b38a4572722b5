import type { JWTPayload } from 'jose'
import { z } from 'zod'
import { refusal } from '@/lib/errors'
import { plainText } from '@/services/realtime'

/** A visitor as the tenant's back end knows them. */
export interface ProvenPerson {
  userId: string
  name?: string
  email?: string
}

const NAME_MAX = 80

const idSchema = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^[A-Za-z0-9_.:@-]{1,128}$/))

const emailSchema = z.email().max(254)

/** What a genuine token says of its person. A name is cut and an address that is none left out. */
export function personIn({ userId, user_id, sub, name, email }: JWTPayload): ProvenPerson {
  const id = idSchema.safeParse(userId ?? user_id ?? sub)
  if (!id.success || /^[uv]_/.test(id.data))
    throw refusal('IDENTITY_UNVERIFIED', {
      sentence:
        'userId has 1 to 128 of A-Z a-z 0-9 _ . : @ - and does not begin with u_ or v_, which are ours',
    })
  const called = typeof name === 'string' ? plainText(name, NAME_MAX) : ''
  const address = emailSchema.safeParse(email)
  return {
    userId: id.data,
    ...(called !== '' && { name: called }),
    ...(address.success && { email: address.data }),
  }
}
