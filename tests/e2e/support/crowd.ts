import type { OnlineUser } from '@/lib/protocol'

/** The moment that pictures show. */
export const PICTURE_TIME = '2026-01-15T09:14:00.000Z'

/** So many visitors, always the same ones: the first has just come, each one after it earlier. */
export function crowd(size: number, from = 0): OnlineUser[] {
  return Array.from({ length: size }, (_, index) => visitor(from + index))
}

export function visitor(number: number, change: Partial<OnlineUser> = {}): OnlineUser {
  const site = pick(sites, number)
  const { title, path } = pick(pages, number * 7 + 3)
  const name = number % 5 === 1 ? pick(names, number) : undefined
  const referrer = pick(referrers, number * 3)
  return {
    userId: idOf(number),
    sessionId: `s_${number}`,
    kind: 'visitor',
    connectedAt: ago(number * 37 + 12),
    domain: site,
    origin: `https://${site}`,
    url: `https://${site}${path}`,
    title,
    status: number % 6 === 4 ? 'away' : 'online',
    lastActiveAt: ago(number % 6 === 4 ? 400 : 5),
    country: pick(countries, number * 5 + 1),
    device: pick(devices, number),
    browser: pick(browsers, number * 3 + 1),
    language: 'en-GB',
    visits: (number % 4) + 1,
    connections: 1,
    ...(referrer && { referrer }),
    ...(name && { name }),
    ...change,
  }
}

export function ago(seconds: number): string {
  return new Date(Date.parse(PICTURE_TIME) - seconds * 1000).toISOString()
}

/** Spread, so that the four characters that are shown differ from row to row. */
function idOf(number: number): string {
  const spread = (number * 40_503 + 32_570) % 65_536
  return `v_${String(number).padStart(8, '0')}${spread.toString(16).padStart(4, '0')}`
}

function pick<T>(values: readonly T[], at: number): T {
  return values[at % values.length] as T
}

const sites = ['acme.com', 'shop.acme.com', 'docs.acme.com'] as const
const names = ['Marta Kowalczyk', 'John Doe', 'Yuki Tanaka', 'مريم الحداد', 'Jo'] as const
const referrers = [
  'https://www.google.com/search?q=presence',
  '',
  'https://news.ycombinator.com/item?id=1',
  'https://x.com/acme',
  '',
  'https://github.com/acme/parley',
  'https://www.google.com/',
] as const
const countries = ['US', 'DE', 'IN', 'US', 'BR', 'JP', 'FR', 'DE', 'NG', 'US', 'IN'] as const
const devices = ['desktop', 'desktop', 'mobile', 'desktop', 'tablet', 'mobile'] as const
const browsers = ['Chrome', 'Safari', 'Chrome', 'Edge', 'Firefox'] as const
const pages = [
  { title: 'Pricing', path: '/pricing' },
  { title: 'Home', path: '/' },
  { title: 'Pricing', path: '/pricing?plan=team' },
  { title: 'Quick start', path: '/docs/quick-start' },
  { title: 'Home', path: '/' },
  { title: 'Checkout – payment', path: '/checkout/payment' },
  {
    title: 'Real-time presence at scale with Redis streams, sharded rooms and very long titles',
    path: '/blog/real-time-presence-at-scale-with-redis-streams',
  },
  { title: 'Features', path: '/features' },
  { title: 'API reference', path: '/docs/api' },
  { title: '料金プラン', path: '/ja/pricing' },
] as const
