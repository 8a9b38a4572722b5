import { z } from 'zod'
import type { IdentitySecretWish } from '@/lib/developersProtocol'
import type { Schema } from '@/services/realtime'
import { shortText } from '../developersSchemas'

export const identitySecretWishSchema = z.object({
  name: shortText('A name', 80),
}) satisfies Schema<IdentitySecretWish>
