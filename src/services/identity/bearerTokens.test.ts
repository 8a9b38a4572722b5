import { UnsecuredJWT } from 'jose'
import { describe, expect, test, vi } from 'vitest'
import type { UserPrincipal, VisitorPrincipal } from '@/services/realtime'
import { bearerTokens } from './bearerTokens'

const unsigned = (aud: unknown) => new UnsecuredJWT({ aud: aud as string }).encode()

function verifiers(remembered: string[] = [], rememberedVisitors: string[] = []) {
  const asUser = vi.fn(async () => ({ kind: 'user' }) as UserPrincipal)
  const asVisitor = vi.fn(async () => ({ kind: 'visitor' }) as VisitorPrincipal)
  const verify = bearerTokens({
    tokens: {
      verify: asUser,
      sign: async () => '',
      isRemembered: (token) => remembered.includes(token),
    },
    visitorTokens: {
      verify: asVisitor,
      verifyLate: asVisitor,
      sign: async () => '',
      lifeMs: 0,
      isRemembered: (token) => rememberedVisitors.includes(token),
      remembered: () => undefined,
    },
  })
  return { verify, asUser, asVisitor }
}

describe('a bearer token', () => {
  test('WV-22 is judged as a visitor’s where it says so, else as a user’s', async () => {
    const { verify } = verifiers()
    expect(await verify(unsigned('visitor'))).toEqual({ kind: 'visitor' })
    for (const token of [unsigned('user'), unsigned(['visitor']), 'nonsense', '', 'a.b.c'])
      expect(await verify(token)).toEqual({ kind: 'user' })
  })

  test('AC-26 that is remembered is not looked into', async () => {
    const token = unsigned('visitor')
    expect(await verifiers([token]).verify(token)).toEqual({ kind: 'user' })
    const other = unsigned('user')
    expect(await verifiers([], [other]).verify(other)).toEqual({ kind: 'visitor' })
  })
})
