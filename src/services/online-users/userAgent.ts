import type { DeviceKind } from '@/lib/protocol'

/** From the most special: nearly every browser also names those it is made from. */
const BROWSERS: readonly [name: string, sign: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|OPT|OPiOS|OPX)\/|\bOpera\b/],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Yandex', /\bYaBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['UC Browser', /\bUC ?Browser\//],
  ['DuckDuckGo', /\b(?:DuckDuckGo|Ddg)\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|HeadlessChrome|CriOS|Chromium)\//],
  ['Internet Explorer', /\bMSIE |\bTrident\//],
  ['Safari', /\bVersion\/[\d.]+.{0,40}\bSafari\//],
]

const TELEVISION = /\b(?:SMART-TV|SmartTV|Tizen|Web0S|AppleTV|CrKey|BRAVIA|AFT[A-Z])\b/
const TABLET = /\biPad\b|\bTablet\b(?! PC)|\bSilk\/|\bPlayBook\b/
const MOBILE = /\bMobi|\biPhone\b|\biPod\b|\bWindows Phone\b|\bOpera Mini\//
const DESKTOP = /\bWindows NT\b|\bMacintosh\b|\bX11\b|\bCrOS\b|\bLinux\b/

export interface Agent {
  device?: DeviceKind
  /** Its name, without a version. */
  browser?: string
}

/**
 * Device and browser as a User-Agent names them; absent where it names none. An iPad that asks for
 * desktop pages, as iPads do unless told otherwise, calls itself a Mac.
 */
export function agentOf(userAgent: string): Agent {
  const device = deviceOf(userAgent)
  const browser = BROWSERS.find(([, sign]) => sign.test(userAgent))?.[0]
  return { ...(device && { device }), ...(browser && { browser }) }
}

function deviceOf(userAgent: string): DeviceKind | undefined {
  if (TELEVISION.test(userAgent)) return undefined
  if (TABLET.test(userAgent)) return 'tablet'
  if (MOBILE.test(userAgent)) return 'mobile'
  // On Android phones say Mobile, and nothing else tells them from tablets.
  if (/\bAndroid\b/.test(userAgent)) return 'tablet'
  return DESKTOP.test(userAgent) ? 'desktop' : undefined
}
