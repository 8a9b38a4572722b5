import { z } from 'zod'
import type { KeyPatch, KeyRotation, KeyWish } from '@/lib/developersProtocol'
import type { Schema } from '@/services/realtime'
import { shortText } from './developersSchemas'

const SITES_MAX = 50
const WEEK_HOURS = 168

const sites = z.array(z.string().max(64)).max(SITES_MAX)
const moment = z.iso.datetime({ offset: true })
const scope = z.enum(['presence:read', 'messages:read', 'messages:write', 'push', 'admin'])
const name = shortText('A name', 80)

export const keyWishSchema = z
  .object({
    name,
    kind: z.enum(['publishable', 'secret']),
    scopes: z.array(scope).max(5).default([]),
    sites: sites.default([]),
    expiresAt: moment.optional(),
  })
  .refine(({ kind, scopes }) => (kind === 'secret') === scopes.length > 0, {
    path: ['scopes'],
    message: 'A secret key can do at least one thing, a publishable key none of them',
  })
  .refine(({ kind, sites: chosen }) => kind === 'publishable' || chosen.length === 0, {
    path: ['sites'],
    message: 'Only publishable keys are bound to sites',
  })
  .transform((wish) => ({
    ...wish,
    scopes: [...new Set(wish.scopes)],
  })) satisfies Schema<KeyWish>

export const keyPatchSchema = z.object({
  name: name.optional(),
  sites: sites.optional(),
  expiresAt: moment.nullable().optional(),
}) satisfies Schema<KeyPatch>

export const keyRotationSchema = z.object({
  overlapHours: z.number().int().min(0).max(WEEK_HOURS).default(24),
}) satisfies Schema<KeyRotation>
