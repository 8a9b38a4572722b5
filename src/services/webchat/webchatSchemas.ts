import { z } from 'zod'
import type { IdentifyRequest } from '@/lib/webchatProtocol'
import { idSchema, type Schema } from '@/services/realtime'

/** What a page says of its browser; printable, and cut to nothing longer than a hash. */
export const fingerprintSchema = z
  .string()
  .regex(/^[\x20-\x7e]{1,256}$/, 'A fingerprint has 1 to 256 printable characters')

export interface TokenRequest {
  tenantId?: string | undefined
  siteId?: string | undefined
  domain?: string | undefined
  token?: string | undefined
  fingerprint?: string | undefined
}

/** A `sessionId` may be sent along and says nothing: the token proves whose session it is. */
export const tokenRequestSchema: Schema<TokenRequest> = z.object({
  tenantId: idSchema.optional(),
  siteId: idSchema.optional(),
  domain: z.string().max(253).optional(),
  token: z.string().max(4096).optional(),
  fingerprint: fingerprintSchema.optional(),
})

export const sessionRequestSchema: Schema<{ tenantId?: string | undefined }> = z.object({
  tenantId: idSchema.optional(),
})

export const identifySchema: Schema<IdentifyRequest> = z.object({
  identityToken: z.string().max(4096),
  tenantId: idSchema.optional(),
  token: z.string().max(4096).optional(),
  fingerprint: fingerprintSchema.optional(),
})
