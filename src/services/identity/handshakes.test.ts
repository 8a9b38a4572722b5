import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { refusal } from '@/lib/errors'
import type { UserPrincipal } from '@/services/realtime'
import type { ProvenKey } from './apiKeys'
import { createHandshakes } from './handshakes'

const ada: UserPrincipal = {
  kind: 'user',
  userId: 'u_ada',
  tenantId: 'acme',
  role: 'member',
  name: 'Ada',
  accountSessionId: 'sign-in-1',
  expiresAtMs: 0,
}

function proving() {
  const key = (tenantId: string): ProvenKey => ({
    id: 'k',
    tenantId,
    kind: 'publishable',
    scopes: [],
  })
  return createHandshakes({
    tokens: {
      sign: async () => '',
      verify: async (token) => {
        if (token === 'late') throw refusal('TOKEN_EXPIRED')
        if (token === 'broken') throw new Error('storage is away')
        if (token !== 'adas') throw refusal('INVALID_JWT_TOKEN')
        return ada
      },
    },
    apiKeys: {
      isKey: () => false,
      prove: async (text) => {
        if (text === 'wrong') throw refusal('INVALID_API_KEY')
        return key(text)
      },
    },
    origins: {
      isOwn: () => false,
      isKnown: async () => true,
      isOfTenant: async (origin, tenantId) => origin === `https://shop.${tenantId}.test`,
      requireOwn: () => undefined,
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
    expect(await proving()(all)).toBe(ada)
  })

  test.each([
    ['without a token', {}, 'UNAUTHENTICATED', 'JWT token required'],
    ['with a key only', { apiKey: 'acme' }, 'UNAUTHENTICATED', 'JWT token required'],
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
