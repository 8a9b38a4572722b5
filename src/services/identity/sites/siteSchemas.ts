import { z } from 'zod'
import type { SitePatch, SiteWish } from '@/lib/developersProtocol'
import { parsedUrl } from '@/lib/parsedUrl'
import { plainText, type Schema } from '@/services/realtime'

const ORIGINS_MAX = 20
const GREETING_MAX = 200
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

/** `#rrggbb`, also where it was written short; nothing is none. */
const color = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(#([\da-f]{3}|[\da-f]{6}))?$/, 'A colour looks like #2e5cde')
  .transform((text) => (text.length === 4 ? text.replace(/[\da-f]/g, '$&$&') : text || null))
  .nullish()

/** One line; nothing is none. */
const greeting = z
  .string()
  .max(1000)
  .transform((text) => plainText(text, 1000))
  .refine(
    (text) => [...text].length <= GREETING_MAX,
    `A greeting has at most ${GREETING_MAX} characters`,
  )
  .transform((text) => text || null)
  .nullish()

const look = { color, greeting }

export const siteWishSchema: Schema<SiteWish> = z.object({
  domain,
  allowedOrigins: allowedOrigins.default([]),
  ...look,
})

export const sitePatchSchema: Schema<SitePatch> = z.object({
  domain: domain.optional(),
  allowedOrigins: allowedOrigins.optional(),
  ...look,
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
