import { describe, expect, test } from 'vitest'
import { createOrigins } from './origins'
import type { Site, TenantStore } from './tenantStore'

function originsOf({ sites = [] as Site[], publicUrl = 'https://chat.acme.test' } = {}) {
  const clock = { nowMs: 0 }
  const kept = { sites, readings: 0 }
  const tenants: TenantStore = {
    exists: async () => true,
    nameOf: async () => undefined,
    sites: async () => {
      kept.readings += 1
      return kept.sites
    },
  }
  const allowedOrigins = ['https://partner.test']
  const origins = createOrigins({ tenants, publicUrl, allowedOrigins, now: () => clock.nowMs })
  return { ...origins, clock, kept }
}

const shop: Site = {
  id: 1,
  key: 'shop',
  tenantId: 'acme',
  domain: 'shop.acme.test',
  allowedOrigins: ['https://www.shop.acme.test'],
  look: {},
}

describe('an own origin', () => {
  test.each([
    ['https://chat.acme.test', true],
    ['https://chat.acme.test:8443', false],
    ['http://chat.acme.test', false],
    ['https://chat.acme.test.evil.test', false],
    ['https://evil.test', false],
    ['null', false],
    ['', false],
    ['file:///chat.acme.test', false],
  ])('AC-20 %s: %s', (origin, isOwn) => {
    expect(originsOf().isOwn(origin)).toBe(isOwn)
  })

  test('AC-20 is also the host that the request came to, but not without TLS where we have it', () => {
    const { isOwn } = originsOf()
    expect(isOwn('https://intern.acme.test', 'intern.acme.test')).toBe(true)
    expect(isOwn('http://intern.acme.test', 'intern.acme.test')).toBe(false)
    expect(isOwn('https://evil.test', 'intern.acme.test')).toBe(false)
  })

  test('AC-20 is this machine by any of its names, at the same port', () => {
    const { isOwn } = originsOf({ publicUrl: 'http://localhost:3000' })
    expect(isOwn('http://127.0.0.1:3000')).toBe(true)
    expect(isOwn('http://[::1]:3000')).toBe(true)
    expect(isOwn('http://127.0.0.1:4000')).toBe(false)
    expect(isOwn('http://localhost.evil.test:3000')).toBe(false)
  })
})

test('DV-17 the public id of a site is found by the origin of its pages, in its tenant', async () => {
  const { siteKeyOf } = originsOf({ sites: [shop] })
  expect(await siteKeyOf('acme', 'https://shop.acme.test')).toBe('shop')
  expect(await siteKeyOf('acme', 'https://www.shop.acme.test')).toBe('shop')
  expect(await siteKeyOf('globex', 'https://shop.acme.test')).toBeUndefined()
  expect(await siteKeyOf('acme', '')).toBeUndefined()
})

describe('a known origin', () => {
  test.each([
    ['https://chat.acme.test', true],
    ['https://partner.test', true],
    ['https://shop.acme.test', true],
    ['https://www.shop.acme.test', true],
    ['http://shop.acme.test', false],
    ['https://evil-shop.acme.test', false],
    ['https://evil.test', false],
    ['null', false],
  ])('AC-22 %s: %s', async (origin, isKnown) => {
    expect(await originsOf({ sites: [shop] }).isKnown(origin)).toBe(isKnown)
  })

  test('AC-22 of a site on this machine has any port', async () => {
    const { isKnown } = originsOf({ sites: [{ ...shop, domain: 'localhost' }] })
    expect(await isKnown('http://localhost:5173')).toBe(true)
    expect(await isKnown('http://127.0.0.1:5173')).toBe(false)
  })

  test('AC-34 of a site belongs to the site’s tenant only', async () => {
    const { isOfTenant } = originsOf({ sites: [shop] })
    expect(await isOfTenant('https://shop.acme.test', 'acme')).toBe(true)
    expect(await isOfTenant('https://shop.acme.test', 'globex')).toBe(false)
    expect(await isOfTenant('https://chat.acme.test', 'globex')).toBe(true)
  })

  test('AC-22 a new site is seen within 30 s, and storage is asked once in that time', async () => {
    const { isKnown, clock, kept } = originsOf()
    expect(await isKnown('https://shop.acme.test')).toBe(false)
    kept.sites = [shop]
    clock.nowMs = 29_999
    expect(await isKnown('https://shop.acme.test')).toBe(false)
    expect(kept.readings).toBe(1)
    clock.nowMs = 30_000
    expect(await isKnown('https://shop.acme.test')).toBe(true)
    expect(kept.readings).toBe(2)
  })
})
