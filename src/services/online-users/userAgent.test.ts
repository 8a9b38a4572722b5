import { describe, expect, test } from 'vitest'
import { agentOf } from './userAgent'

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const IOS = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

/** As real browsers send them. */
const REAL: [expected: string, userAgent: string][] = [
  ['desktop Chrome', `${WINDOWS} ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`],
  ['desktop Chrome', `${MAC} ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`],
  [
    'desktop Chrome',
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`,
  ],
  [
    'desktop Chrome',
    `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/131.0.0.0 Safari/537.36`,
  ],
  ['desktop Edge', `${WINDOWS} ${WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`],
  ['desktop Edge', `${WINDOWS} ${WEBKIT} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`],
  [
    'desktop Firefox',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
  ],
  [
    'desktop Firefox',
    'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  ],
  ['desktop Safari', `${MAC} ${IOS} Version/17.6 Safari/605.1.15`],
  ['desktop Opera', `${WINDOWS} ${WEBKIT} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0`],
  ['desktop Opera', 'Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18'],
  ['desktop Vivaldi', `${WINDOWS} ${WEBKIT} Chrome/130.0.0.0 Safari/537.36 Vivaldi/7.0.3495.6`],
  ['desktop Yandex', `${WINDOWS} ${WEBKIT} Chrome/128.0.0.0 YaBrowser/24.10.0.0 Safari/537.36`],
  [
    'desktop Internet Explorer',
    'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; Tablet PC 2.0; rv:11.0) like Gecko',
  ],
  [
    'mobile Safari',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${IOS} Version/18.1 Mobile/15E148 Safari/604.1`,
  ],
  [
    'tablet Safari',
    `Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) ${IOS} Version/17.6 Mobile/15E148 Safari/604.1`,
  ],
  [
    'mobile Chrome',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${IOS} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`,
  ],
  [
    'tablet Firefox',
    `Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) ${IOS} FxiOS/132.0 Mobile/15E148 Safari/605.1.15`,
  ],
  [
    'mobile Edge',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) ${IOS} Version/17.0 EdgiOS/131.0.2903.48 Mobile/15E148 Safari/605.1.15`,
  ],
  [
    'mobile Chrome',
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36`,
  ],
  ['tablet Chrome', `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`],
  [
    'mobile Samsung Internet',
    `Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S911B) ${WEBKIT} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'tablet Samsung Internet',
    `Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-X710) ${WEBKIT} SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36`,
  ],
  ['mobile Firefox', 'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0'],
  ['tablet Firefox', 'Mozilla/5.0 (Android 14; Tablet; rv:132.0) Gecko/132.0 Firefox/132.0'],
  [
    'mobile Edge',
    `Mozilla/5.0 (Linux; Android 10; HD1913) ${WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36 EdgA/131.0.0.0`,
  ],
  [
    'mobile Opera',
    `Mozilla/5.0 (Linux; Android 10; VOG-L29) ${WEBKIT} Chrome/130.0.0.0 Mobile Safari/537.36 OPR/76.2.4027.73374`,
  ],
  [
    'mobile DuckDuckGo',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) ${IOS} Version/17.7 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`,
  ],
]

describe('what a User-Agent tells', () => {
  test.each(REAL)('PR-60 %s: %s', (expected, userAgent) => {
    const { device, browser } = agentOf(userAgent)
    expect(`${device} ${browser}`).toBe(expected)
  })

  test.each([
    ['', {}],
    ['node', {}],
    ['curl/8.5.0', {}],
    [
      `Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) ${WEBKIT} Chrome/94.0 Safari/537.36`,
      { browser: 'Chrome' },
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${IOS} Mobile/15E148`,
      { device: 'mobile' },
    ],
  ])('PR-60 of "%s" what is not known is absent', (userAgent, expected) => {
    expect(agentOf(userAgent)).toEqual(expected)
  })

  test('PR-60 is found in a text of any kind without taking long', () => {
    const tookMs = () => {
      const started = performance.now()
      for (const text of ['Version/1 '.repeat(200), '('.repeat(2048), 'Mobi'.repeat(500)])
        agentOf(text)
      return performance.now() - started
    }
    // The best of some: a busy machine may stop any of them.
    expect(Math.min(...Array.from({ length: 5 }, tookMs))).toBeLessThan(100)
  })
})
