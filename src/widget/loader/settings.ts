import { parsedUrl } from '@/lib/parsedUrl'
import type { ChatWidgetConfig } from '@/lib/widgetProtocol'
import type { Theme } from '../channel'

/** What the page wants, complete and believed. */
export interface Settings {
  apiKey: string
  tenantId: string | undefined
  siteId: string | undefined
  url: string
  position: 'left' | 'right'
  offsetPx: number
  /** The website's, where the page says none. */
  color: string | undefined
  label: string | undefined
  name: string | undefined
  theme: Theme
  greeting: string | undefined
  questions: readonly string[]
  hideOn: readonly string[]
  needsConsent: boolean
  nonce: string | undefined
  privacyUrl: string | undefined
}

const usualOffsetPx = 20

/** What is wrong is as if it were not there: a typing error takes no chat away. */
export function settingsOf(given: ChatWidgetConfig, scriptUrl?: string): Settings {
  return {
    apiKey: given.apiKey?.trim() ?? '',
    ...words(given),
    url: originOf(given.baseUrl) ?? originOf(scriptUrl) ?? '',
    position: given.position === 'left' ? 'left' : 'right',
    offsetPx: pixels(given.offset),
    color: colorOf(given.color),
    theme: given.theme === 'light' || given.theme === 'dark' ? given.theme : 'auto',
    questions: listOf(given.questions, '|').slice(0, 3),
    hideOn: listOf(given.hideOn, ','),
    needsConsent: given.consent === 'required',
    privacyUrl: webAddress(given.privacyUrl),
  }
}

/** An empty attribute says nothing. */
function words({ tenantId, siteId, label, name, greeting, nonce }: ChatWidgetConfig) {
  return {
    tenantId: tenantId || undefined,
    siteId: siteId || undefined,
    label: label || undefined,
    name: name || undefined,
    greeting: greeting || undefined,
    nonce: nonce || undefined,
  }
}

export function colorOf(given = ''): string | undefined {
  return /^#([\da-f]{3}|[\da-f]{6})$/i.test(given) ? given : undefined
}

/** `data-key` and the other attributes of the script's own tag. */
export function attributesOf({ dataset, nonce }: HTMLScriptElement): ChatWidgetConfig {
  const { key, ...rest } = dataset
  const shown = nonce ? { nonce } : {}
  return { ...shown, ...(rest as ChatWidgetConfig), ...(key && { apiKey: key }) }
}

/** `/pay/*` stands for everything below `/pay`. */
export function isHiddenOn(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  )
}

function listOf(given: readonly string[] | string | undefined, separator: string): string[] {
  const parts = typeof given === 'string' ? given.split(separator) : (given ?? [])
  return parts.map((part) => String(part).trim()).filter((part) => part !== '')
}

function pixels(given: number | string | undefined): number {
  const px = Number(given ?? usualOffsetPx)
  return px >= 0 && px <= 400 ? px : usualOffsetPx
}

function originOf(address: string | undefined): string | undefined {
  return address ? parsedUrl(address)?.origin : undefined
}

/** An address that runs code when it is followed is none. */
function webAddress(address: string | undefined): string | undefined {
  return address && /^https?:$/.test(protocolOf(address)) ? address : undefined
}

function protocolOf(address: string): string {
  return parsedUrl(address)?.protocol ?? ''
}
