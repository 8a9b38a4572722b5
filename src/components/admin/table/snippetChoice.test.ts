import { expect, test } from 'vitest'
import type { ApiKey, Site } from '@/lib/developersProtocol'
import { firstSnippet } from './snippetChoice'

const server = 'https://chat.example'

test('UA-31 before the first visit the line of the first site with a key stands there', () => {
  const sites = [site('s_acme', 'acme.example'), site('s_shop', 'shop.example')]
  const keys = [
    key({ kind: 'secret', value: 'parley_sk_1' }),
    key({ value: 'parley_pk_old', sites: ['s_shop'], replacedBy: 'k_2' }),
    key({ sites: ['s_shop'] }),
    key({ value: 'parley_pk_shop', sites: ['s_shop'] }),
  ]
  expect(firstSnippet(server, sites, keys)).toEqual({
    domain: 'shop.example',
    code: '<script async src="https://chat.example/widget.js" data-key="parley_pk_shop"></script>',
  })
  const forAll = [...keys, key({ value: 'parley_pk_all' })]
  expect(firstSnippet(server, sites, forAll)?.domain).toBe('acme.example')
})

test('UA-31 without a site, or a key that can be shown, there is no line', () => {
  expect(firstSnippet(server, [], [key({ value: 'parley_pk_1' })])).toBeUndefined()
  expect(firstSnippet(server, [site('s_acme', 'acme.example')], [key({})])).toBeUndefined()
})

function site(id: string, domain: string): Site {
  return { id, domain, allowedOrigins: [], createdAt: '2026-01-15T09:00:00.000Z' }
}

function key(change: Partial<ApiKey>): ApiKey {
  return {
    id: 'k_1',
    name: 'Website',
    kind: 'publishable',
    shown: 'parley_pk_…',
    scopes: [],
    sites: [],
    createdAt: '2026-01-15T09:00:00.000Z',
    ...change,
  }
}
