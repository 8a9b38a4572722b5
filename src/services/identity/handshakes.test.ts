import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { refusal } from '@/lib/errors'
import type { UserPrincipal, VisitorPrincipal } from '@/services/realtime'
import { createHandshakes } from './handshakes'
import type { ProvenKey } from './keys/apiKeys'

const ada: UserPrincipal = {
  kind: 'user',
  userId: 'u_ada',
  tenantId: 'acme',
  role: 'member',
  name: 'Ada',
  accountSessionId: 'sign-in-1',
  expiresAtMs: 0,
}

const vera: VisitorPrincipal = {
  kind: 'visitor',
  userId: 'v_vera',
  tenantId: 'acme',
  sessionId: 's_vera',
  anonymous: true,
  visits: 1,
  expiresAtMs: 0,
}
const shop = 'https://shop.acme.test'

function proving() {
  const key = (text: string): ProvenKey => {
    const [tenantId = '', kind] = text.split(' ')
    const rest = { id: 'k', tenantId, sites: [], expiresAtMs: undefined }
    return kind === 'secret'
      ? { ...rest, kind, scopes: ['presence:read'] }
      : { ...rest, kind: 'publishable', scopes: [] }
  }
  return createHandshakes({
    verifyBearer: async (token) => {
      if (token === 'late') throw refusal('TOKEN_EXPIRED')
      if (token === 'broken') throw new Error('storage is away')
      if (token === 'veras') return vera
      if (token !== 'adas') throw refusal('INVALID_JWT_TOKEN')
      return ada
    },
    apiKeys: {
      isKey: (text) => text === 'acme secret',
      prove: async (text) => {
        if (text === 'wrong') throw refusal('INVALID_API_KEY')
        return key(text)
      },
      hasEnded: () => false,
    },
    origins: {
      own: 'https://chat.acme.test',
      isOwn: () => false,
      isKnown: async () => true,
      siteOf: async () => 7,
      siteKeyOf: async () => undefined,
      lookOf: async () => ({}),
      isOfTenant: async (origin, tenantId) => origin === `https://shop.${tenantId}.test`,
      requireOwn: () => undefined,
      forget: () => undefined,
    },
    websites: {
      ofKey: async ({ tenantId }, origin = '') => {
        if (!origin) throw refusal('ORIGIN_NOT_ALLOWED')
        return { kind: 'website', tenantId, siteId: 7, origin }
      },
      ofRequest: async () => {
        throw new Error('sockets are no requests')
      },
      ofPage: async () => {
        throw new Error('sockets are no requests')
      },
      lookOf: async () => ({}),
    },
    log: pino({ level: 'silent' }),
  })
}

describe('a socket', () => {
  test('AC-33 with an access token is its person', async () => {
    expect(await proving()({ token: 'adas' })).toBe(ada)
    const all = {
      token: 'adas',
      apiKey: 'acme',
      tenantId: 'acme',
      origin: 'https://shop.acme.test',
    }
    expect(await proving()(all)).toEqual({ ...ada, shownKeyId: 'k' })
  })

  test('AC-33 with a visitor token is its visitor', async () => {
    expect(await proving()({ token: 'veras', apiKey: 'acme', origin: shop })).toEqual({
      ...vera,
      shownKeyId: 'k',
    })
  })

  test('AC-33 with a publishable key alone is a website that knows no visitor yet', async () => {
    const website = { kind: 'website', tenantId: 'acme', siteId: 7, origin: shop }
    expect(await proving()({ apiKey: 'acme', origin: shop })).toEqual(website)
  })

  test.each([
    ['as its key', { apiKey: 'acme secret' }],
    ['in place of a token', { token: 'acme secret' }],
  ])(
    'AC-33 with a secret key %s is its back end, and may say that it is an admin',
    async (_, shown) => {
      const service = { kind: 'service', tenantId: 'acme', keyId: 'k', scopes: ['presence:read'] }
      expect(await proving()({ ...shown, asAdmin: true })).toEqual(service)
    },
  )

  test.each([
    ['a member', { token: 'adas' }],
    ['a visitor', { token: 'veras' }],
    ['a website', { apiKey: 'acme', origin: shop }],
  ])('AC-46 that says it is an admin and is %s is refused', async (_, shown) => {
    const attempt = proving()({ ...shown, asAdmin: true })
    await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test.each([
    ['without a token', {}, 'UNAUTHENTICATED', 'JWT token required'],
    ['with a wrong token', { token: 'bens' }, 'INVALID_JWT_TOKEN', 'Invalid JWT token'],
    ['with a late token', { token: 'late' }, 'TOKEN_EXPIRED', 'Invalid JWT token'],
    ['with a wrong key', { token: 'adas', apiKey: 'wrong' }, 'INVALID_API_KEY', 'Invalid API key'],
    [
      'with another tenant’s key',
      { token: 'adas', apiKey: 'globex' },
      'TENANT_MISMATCH',
      'Tenant ID mismatch',
    ],
    [
      'that names another tenant',
      { token: 'adas', tenantId: 'globex' },
      'TENANT_MISMATCH',
      'Tenant ID mismatch',
    ],
    ['when proving breaks', { token: 'broken' }, 'UNAVAILABLE', 'Authentication failed'],
  ])('AC-33 %s is refused', async (_, shown, code, message) => {
    await expect(proving()(shown)).rejects.toMatchObject({ code, message })
  })

  test('AC-34 from another tenant’s site is refused', async () => {
    const attempt = proving()({ token: 'adas', origin: 'https://shop.globex.test' })
    await expect(attempt).rejects.toMatchObject({ code: 'ORIGIN_NOT_ALLOWED' })
  })
})
