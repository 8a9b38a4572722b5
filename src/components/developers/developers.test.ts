import { describe, expect, test } from 'vitest'
import type { ApiKey, TeamMember } from '@/lib/developersProtocol'
import type { OnlineUser } from '@/lib/protocol'
import { expiryOf } from './keys/expiry'
import { isForgotten, powersOf } from './keys/keyWords'
import { curlOf } from './push/curlText'
import { jsonOf } from './push/jsonText'
import { receiversOf } from './push/receivers'
import { snippetText } from './sites/snippetText'
import { writtenOrigins } from './sites/writtenOrigins'

const DAY_MS = 24 * 3_600_000
const NOW_MS = Date.UTC(2030, 0, 1)
const at = (ms: number) => new Date(ms).toISOString()

const key = (parts: Partial<ApiKey>): ApiKey => ({
  id: 'k',
  name: 'Key',
  kind: 'secret',
  shown: 'parley_sk_9aWq…8uYh',
  scopes: ['push'],
  sites: [],
  createdAt: at(NOW_MS),
  ...parts,
})

test('a domain that is copied with its http allows those pages, and one without only https', () => {
  expect(writtenOrigins(' http://shop.test:8080/chairs', 'https://a.test\n')).toEqual([
    'http://shop.test:8080',
    'https://a.test',
  ])
  expect(writtenOrigins('shop.test', '')).toEqual([])
  expect(writtenOrigins('https://shop.test', '')).toEqual([])
})

describe('a key', () => {
  test('is forgotten when it was not used for 90 days, or never since it was made', () => {
    const old = at(NOW_MS - 91 * DAY_MS)
    expect(isForgotten(key({}), NOW_MS)).toBe(false)
    expect(isForgotten(key({ createdAt: old }), NOW_MS)).toBe(true)
    expect(isForgotten(key({ createdAt: old, lastUsedAt: at(NOW_MS - DAY_MS) }), NOW_MS)).toBe(
      false,
    )
    expect(isForgotten(key({ lastUsedAt: old }), NOW_MS)).toBe(true)
  })

  test('says what it can do, and ends when it was chosen to', () => {
    expect(powersOf(key({}))).toEqual(['push'])
    expect(powersOf(key({ kind: 'publishable', scopes: [] }))).toEqual(['widget'])
    expect(expiryOf('30', NOW_MS)).toBe(at(NOW_MS + 30 * DAY_MS))
    expect(expiryOf('never', NOW_MS)).toBeUndefined()
  })
})

describe('DV-13 a push by hand', () => {
  test('DV-13 stands in a command that a shell takes as it is', () => {
    const wish = { userId: 'u_ben', event: 'note', message: "Ben's $HOME `x`" }
    const command = curlOf('https://chat.acme.test', wish)
    expect(command).toContain('curl -X POST https://chat.acme.test/api/gateway/send')
    const quoted = /-d '(.*)'$/s.exec(command)?.[1] ?? ''
    expect(JSON.parse(quoted.replaceAll("'\\''", "'"))).toEqual(wish)
    expect(quoted.replaceAll("'\\''", '')).not.toContain("'")
  })

  test('is JSON or says why not, and may go to whoever is online or in the team', () => {
    expect(jsonOf('[1]')).toEqual({ value: [1] })
    expect(jsonOf('{').wrong).toMatch(/^This is not JSON: /)
    const online = [{ userId: 'v-00007f3a' }, { userId: 'u_ben', name: 'Ben' }] as OnlineUser[]
    const members = [
      { userId: 'u_ada', name: 'Ada' },
      { userId: 'u_ben', name: 'Ben' },
    ] as TeamMember[]
    expect(receiversOf(online, members).map(({ name, online: isOn }) => [name, isOn])).toEqual([
      ['Visitor 7F3A', true],
      ['Ben', true],
      ['Ada', false],
    ])
  })
})

test('snippets name server and key, and the command a page of the site', () => {
  const of = { server: 'https://chat.acme.test', apiKey: 'parley_pk_x', domain: 'acme.test' }
  expect(snippetText.html(of)).toBe(
    '<script async src="https://chat.acme.test/widget.js" data-key="parley_pk_x"></script>',
  )
  expect(snippetText.react(of)).toContain("script.dataset.key = 'parley_pk_x'")
  expect(snippetText.curl(of)).toContain("-H 'Origin: https://acme.test'")
  expect(snippetText.curl({ ...of, domain: 'localhost' })).toContain('Origin: http://localhost')
})
