import { type ShopPage, shopPage, shopPages } from './shopPages'

/** Numbers in [0, 1). */
export type Random = () => number

/** What a simulated visitor does next, and for how long nothing happens after it. */
export type VisitStep =
  | { kind: 'open'; page: ShopPage; stayMs: number }
  | { kind: 'idle'; stayMs: number }
  | { kind: 'reload'; stayMs: number }

/** How somebody arrives: the browser and the place that the visit keeps to its end. */
export interface Arrival {
  userAgent: string
  language: string
  country: string
  referrer: string
}

const STAY_MS = { least: 3_000, most: 25_000 }
const IDLE_MS = { least: 20_000, most: 60_000 }
const MOST_PAGES = 9
const IDLE_CHANCE = 0.12
const RELOAD_CHANCE = 0.1

/** A walk through the shop along its links, with pauses and reloads. */
export function visitPlan(random: Random): VisitStep[] {
  const steps: VisitStep[] = []
  let page = entryPage(random)
  const length = 1 + Math.floor(random() * MOST_PAGES)
  for (let count = 0; count < length; count += 1) {
    steps.push({ kind: 'open', page, stayMs: between(random, STAY_MS) })
    if (random() < IDLE_CHANCE) steps.push({ kind: 'idle', stayMs: between(random, IDLE_MS) })
    if (random() < RELOAD_CHANCE) steps.push({ kind: 'reload', stayMs: between(random, STAY_MS) })
    page = shopPage(pick(random, page.leadsTo)) ?? page
  }
  return steps
}

export function arrival(random: Random): Arrival {
  const { country, language } = pick(random, places)
  return { userAgent: pick(random, browsers), country, language, referrer: pick(random, sources) }
}

function entryPage(random: Random): ShopPage {
  const home = shopPages[0] as ShopPage
  return random() < 0.5 ? home : pick(random, shopPages.slice(0, 9))
}

function between(random: Random, { least, most }: { least: number; most: number }): number {
  return Math.round(least + random() * (most - least))
}

function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T
}

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)'
const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9)'

const browsers: readonly string[] = [
  `${windows} Chrome/150.0.0.0 Safari/537.36`,
  `${windows} Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0`,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:148.0) Gecko/20100101 Firefox/148.0',
  `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15`,
  `${mac} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36`,
  `${iPhone} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1`,
  `${android} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36`,
]

const places: readonly { country: string; language: string }[] = [
  { country: 'US', language: 'en-US' },
  { country: 'US', language: 'en-US' },
  { country: 'DE', language: 'de-DE' },
  { country: 'IN', language: 'en-IN' },
  { country: 'BR', language: 'pt-BR' },
  { country: 'JP', language: 'ja-JP' },
  { country: 'FR', language: 'fr-FR' },
  { country: 'NG', language: 'en-NG' },
  { country: 'PL', language: 'pl-PL' },
]

/** Empty: typed the address. */
const sources: readonly string[] = [
  '',
  '',
  'https://www.google.com/',
  'https://www.google.com/',
  'https://news.ycombinator.com/',
  'https://github.com/',
  'https://duckduckgo.com/',
]
