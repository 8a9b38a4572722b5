import { z } from 'zod'
import type { SitePatch, SiteWish } from '@/lib/developersProtocol'
import { parsedUrl } from '@/lib/parsedUrl'
import type { Schema } from '@/services/realtime'

const ORIGINS_MAX = 20
const LOOPBACK = /^(localhost|127\.0\.0\.1)$/

/** `acme.com`, `shop.acme.com:8443` or `localhost`; an address that was copied is cut down to it. */
const domain = z
  .string()
  .trim()
  .max(253)
  .transform((text) => hostOf(text) ?? '')
  .refine((host) => host !== '', 'A domain looks like acme.com')

/** `https://www.acme.com`: scheme and host, and a port where it has one. */
const origin = z
  .string()
  .trim()
  .max(300)
  .transform((text) => originOf(text) ?? '')
  .refine((text) => text !== '', 'An origin looks like https://www.acme.com')

const allowedOrigins = z
  .array(origin)
  .max(ORIGINS_MAX, `A site has at most ${ORIGINS_MAX} further origins`)
  .transform((origins) => [...new Set(origins)])

export const siteWishSchema: Schema<SiteWish> = z.object({
  domain,
  allowedOrigins: allowedOrigins.default([]),
})

export const sitePatchSchema: Schema<SitePatch> = z.object({
  domain: domain.optional(),
  allowedOrigins: allowedOrigins.optional(),
})

function hostOf(text: string): string | undefined {
  const address = parsedUrl(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  if (address?.username !== '') return undefined
  const { hostname, host } = address
  if (LOOPBACK.test(hostname)) return hostname
  return hostname.includes('.') ? host : undefined
}

function originOf(text: string): string | undefined {
  const address = parsedUrl(text)
  return address && /^https?:$/.test(address.protocol) ? address.origin : undefined
}
