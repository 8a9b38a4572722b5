import type { IncomingHttpHeaders } from 'node:http'
import type { ConnectionOrigin } from './connection'

/** Of what a page says, more can be shown nowhere. */
const MAX_TEXT = 2048

/** What proxies and hosts call the country of an address. */
export const COUNTRY_HEADERS = [
  'cf-ipcountry',
  'cloudfront-viewer-country',
  'x-vercel-ip-country',
  'fly-client-country',
  'x-appengine-country',
  'x-country-code',
] as const
/** Cloudflare's and others' "unknown"; Tor's T1 has no two letters anyway. */
const UNKNOWN = new Set(['XX', 'ZZ'])
const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i

/** Text of the page and its request; a country only behind a proxy that is trusted. */
export function originOf(
  { headers, query }: { headers: IncomingHttpHeaders; query: Record<string, unknown> },
  trustedProxies: number,
): ConnectionOrigin {
  return {
    url: cut(query.url),
    title: cut(query.title),
    domain: cut(query.domain),
    origin: cut(headers.origin),
    referrer: cut(query.referrer),
    userAgent: cut(headers['user-agent']),
    language: languageOf(headers),
    country: trustedProxies > 0 ? countryOf(headers) : '',
  }
}

function cut(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : ''
}

/**
 * The country a proxy saw, as two letters; empty when unknown. Anybody can send these headers: ask
 * only where there is a proxy that sets or removes them.
 */
export function countryOf(headers: IncomingHttpHeaders): string {
  for (const name of COUNTRY_HEADERS) {
    const country = String(headers[name] ?? '').toUpperCase()
    if (/^[A-Z]{2}$/.test(country) && !UNKNOWN.has(country)) return country
  }
  return ''
}

/** The language that the browser asks for first; empty when it is none. */
export function languageOf(headers: IncomingHttpHeaders): string {
  const first = headers['accept-language']?.slice(0, 256).split(/[,;]/, 1)[0]?.trim() ?? ''
  return LANGUAGE.test(first) ? first : ''
}
