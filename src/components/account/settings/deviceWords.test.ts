import { describe, expect, test } from 'vitest'
import { deviceWords } from './deviceWords'

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('UI-16 a place is named', () => {
  test.each([
    [`Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/150.0 Safari/537.36`, 'Chrome on Linux'],
    [
      `Mozilla/5.0 (Windows NT 10.0) ${webKit} Chrome/150.0 Safari/537.36 Edg/150`,
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Firefox/150.0', 'Firefox on Mac'],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) ${webKit} Safari/604`,
      'Safari on iPhone',
    ],
    [`Mozilla/5.0 (Linux; Android 16) ${webKit} Chrome/150 Mobile Safari/537`, 'Chrome on Android'],
    ['curl/8.5.0', 'Unknown browser'],
    ['', 'Unknown browser'],
  ])('UI-16 for %s: %s', (userAgent, words) => {
    expect(deviceWords(userAgent)).toBe(words)
  })
})
