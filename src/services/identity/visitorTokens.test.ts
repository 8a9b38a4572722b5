import { decodeJwt, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { visitorTokens } from './visitorTokens'

const NOW_MS = Date.UTC(2030, 0, 1)
const HOUR_MS = 3_600_000
const vera = { userId: 'v_vera', tenantId: 'acme', sessionId: 's_vera', anonymous: true, visits: 2 }

function tokensAt(secrets = ['one'], mostRemembered = 10) {
  const clock = { nowMs: NOW_MS }
  const ended = new Set(['s_ended'])
  return {
    clock,
    ended,
    ...visitorTokens({
      secrets,
      mostRemembered,
      ended: { has: async (id) => ended.has(id) },
      now: () => clock.nowMs,
    }),
  }
}

function forged(claims: object, secret = 'one'): Promise<string> {
  const base = { sub: 'v_vera', tenantId: 'acme', sid: 's_vera', anonymous: true, visits: 2 }
  return new SignJWT({ ...base, aud: 'visitor', exp: NOW_MS / 1000 + 3600, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret))
}

describe('a visitor token', () => {
  test('WV-22 says who, where, in which session, for an hour', async () => {
    expect(decodeJwt(await tokensAt().sign(vera))).toEqual({
      sub: 'v_vera',
      aud: 'visitor',
      tenantId: 'acme',
      sid: 's_vera',
      anonymous: true,
      visits: 2,
      iat: NOW_MS / 1000,
      exp: NOW_MS / 1000 + 3600,
    })
  })

  test('WV-22 comes back as its visitor, and by any of the secrets', async () => {
    const token = await tokensAt(['old']).sign(vera)
    const visitor = { kind: 'visitor', expiresAtMs: NOW_MS + HOUR_MS, ...vera }
    expect(await tokensAt(['new', 'old']).verify(token)).toEqual(visitor)
  })

  test('WV-29 of a session that has ended opens nothing', async () => {
    const { sign, verify } = tokensAt()
    const token = await sign({ ...vera, sessionId: 's_ended' })
    await expect(verify(token)).rejects.toMatchObject({ code: 'INVALID_JWT_TOKEN' })
  })

  test('AC-26 is remembered, a bounded number of them', async () => {
    const { sign, verify, isRemembered } = tokensAt(['one'], 2)
    const tokens = await Promise.all(
      ['s_1', 's_2', 's_3'].map((sessionId) => sign({ ...vera, sessionId })),
    )
    expect(tokens.map(isRemembered)).toEqual([false, false, false])
    for (const token of tokens) await verify(token)
    expect(tokens.map(isRemembered)).toEqual([false, true, true])
  })

  test('WV-33 tells whom it counts for once it was proven, as long as it lives', async () => {
    const { clock, remembered, sign, verify } = tokensAt()
    const token = await sign(vera)
    expect(remembered(token)).toBeUndefined()
    await verify(token)
    expect(remembered(token)).toMatchObject(vera)
    clock.nowMs += HOUR_MS
    expect(remembered(token)).toBeUndefined()
  })

  test('AC-26 that is remembered opens nothing after its end, nor after that of its session', async () => {
    const { clock, ended, sign, verify } = tokensAt()
    const [token, other] = [await sign(vera), await sign({ ...vera, sessionId: 's_other' })]
    await verify(token)
    await verify(other)
    ended.add('s_other')
    await expect(verify(other)).rejects.toMatchObject({ code: 'INVALID_JWT_TOKEN' })
    clock.nowMs += HOUR_MS
    await expect(verify(token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' })
  })

  test('WV-3 proves a session for 24 hours after its end, and opens nothing in that time', async () => {
    const { clock, sign, verify, verifyLate } = tokensAt()
    const token = await sign(vera)
    clock.nowMs += HOUR_MS
    await expect(verify(token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' })
    clock.nowMs += 24 * HOUR_MS - 1000
    expect(await verifyLate(token)).toMatchObject({ sessionId: 's_vera' })
    clock.nowMs += 1000
    await expect(verifyLate(token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' })
  })

  test.each([
    ['for users', { aud: 'user' }],
    ['without a session', { sid: undefined }],
    ['with a session that is no id', { sid: 'a b' }],
    ['without a subject', { sub: undefined }],
    ['with a made-up tenant', { tenantId: '../globex' }],
    ['that says nothing of being anonymous', { anonymous: undefined }],
  ])('WV-22 %s is refused', async (_, claims) => {
    const token = await forged(claims)
    for (const verify of [tokensAt().verify, tokensAt().verifyLate])
      await expect(verify(token)).rejects.toMatchObject({ code: 'INVALID_JWT_TOKEN' })
  })

  test('WV-22 signed by others is refused', async () => {
    const token = await forged({}, 'two')
    await expect(tokensAt().verify(token)).rejects.toMatchObject({ code: 'INVALID_JWT_TOKEN' })
  })
})
