import { describe, expect, test } from 'vitest'
import { countryOf, languageOf } from './requestOrigin'

describe('what a request tells of its sender', () => {
  test.each([
    [{ 'cf-ipcountry': 'DE' }, 'DE'],
    [{ 'x-vercel-ip-country': 'us' }, 'US'],
    [{ 'fly-client-country': 'FR' }, 'FR'],
    [{ 'x-country-code': 'JP' }, 'JP'],
    [{ 'cf-ipcountry': 'XX', 'x-country-code': 'AT' }, 'AT'],
  ])('PR-61 a country header %o says %s', (headers, country) => {
    expect(countryOf(headers)).toBe(country)
  })

  test.each(['XX', 'T1', 'ZZ', 'DEU', 'D', '', 'D<', 'DE, US'])(
    'PR-61 the country %s is unknown',
    (country) => {
      expect(countryOf({ 'cf-ipcountry': country })).toBe('')
    },
  )

  test.each([
    ['en-GB,en;q=0.9,de;q=0.8', 'en-GB'],
    ['de', 'de'],
    ['zh-Hans-CN;q=1', 'zh-Hans-CN'],
    ['*', ''],
    ['<script>', ''],
    ['', ''],
  ])('PR-60 the language of %s is "%s"', (header, language) => {
    expect(languageOf({ 'accept-language': header })).toBe(language)
  })

  test('PR-60 without the header the language is unknown', () => {
    expect(languageOf({})).toBe('')
  })
})
