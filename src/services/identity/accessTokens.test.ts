import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { accessTokens, type TokenHolder } from './accessTokens'
import { endedSessions } from './endedSessions'

const NOW_MS = Date.UTC(2030, 0, 1)
const MINUTE_MS = 60_000
const ada: TokenHolder = {
  userId: 'u_ada',
  tenantId: 'acme',
  role: 'admin',
  name: 'Ada',
  avatar: '/ada.png',
  accountSessionId: 'sign-in-1',
}

interface Parts {
  secrets?: string[]
  mostRemembered?: number
  endedBefore?: string[]
}

function tokensAt({ secrets = ['one'], mostRemembered, endedBefore = [] }: Parts = {}) {
  const clock = { nowMs: NOW_MS }
  const now = () => clock.nowMs
  const ended = endedSessions({ endedSince: async () => endedBefore, now })
  const options = { secrets, ended, now, ...(mostRemembered && { mostRemembered }) }
  return { clock, ended, ...accessTokens(options) }
}

/** A token made by hand, right in all but what is given. */
function forged(claims: object = {}, secret = 'one', alg = 'HS256'): Promise<string> {
  const base = { tenantId: 'acme', role: 'admin', name: 'Ada', asid: 'sign-in-1', sub: 'u_ada' }
  const times = { iat: NOW_MS / 1000, exp: NOW_MS / 1000 + 900, aud: 'user' }
  return new SignJWT({ ...base, ...times, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(secret))
}

const invalid = { code: 'INVALID_JWT_TOKEN' }

describe('an access token', () => {
  test('AC-23 says who, where, with which role, name and account session, for 15 minutes', async () => {
    const { sign } = tokensAt()
    expect(decodeJwt(await sign(ada))).toEqual({
      sub: 'u_ada',
      aud: 'user',
      tenantId: 'acme',
      role: 'admin',
      asid: 'sign-in-1',
      name: 'Ada',
      avatar: '/ada.png',
      iat: NOW_MS / 1000,
      exp: NOW_MS / 1000 + 900,
    })
  })

  test('AC-23 comes back as the person it was made for', async () => {
    const { sign, verify } = tokensAt()
    const expiresAtMs = NOW_MS + 15 * MINUTE_MS
    expect(await verify(await sign(ada))).toEqual({ kind: 'user', expiresAtMs, ...ada })
  })

  test('AC-23 an id like __proto__ is an id like others', async () => {
    const { sign, verify } = tokensAt()
    const principal = await verify(await sign({ ...ada, userId: '__proto__' }))
    expect(principal.userId).toBe('__proto__')
    expect(principal.role).toBe('admin')
  })

  test('AC-24 made by hand with the right secret is accepted, so the refusals below mean something', async () => {
    const { verify } = tokensAt()
    expect((await verify(await forged())).userId).toBe('u_ada')
  })

  test.each([
    ['of another secret', () => forged({}, 'two')],
    ['for another audience', () => forged({ aud: 'visitor' })],
    ['without an audience', () => forged({ aud: undefined })],
    ['without an end', () => forged({ exp: undefined })],
    ['without a subject', () => forged({ sub: undefined })],
    ['without an account session', () => forged({ asid: undefined })],
    ['with a role that does not exist', () => forged({ role: 'root' })],
    ['with a strange tenant', () => forged({ tenantId: 'a b' })],
    ['by HS512', () => forged({}, 'one', 'HS512')],
    ['that is no token', async () => 'not-a-token'],
    ['that is empty', async () => ''],
    ['that is far too long', async () => `${await forged()}${'x'.repeat(5000)}`],
  ])('AC-24 a token %s is refused', async (_, token) => {
    await expect(tokensAt().verify(await token())).rejects.toMatchObject(invalid)
  })

  test('AC-24 a token with alg none is refused', async () => {
    const claims = decodeJwt(await forged())
    const token = new UnsecuredJWT(claims).encode()
    expect(decodeProtectedHeader(token).alg).toBe('none')
    await expect(tokensAt().verify(token)).rejects.toMatchObject(invalid)
  })

  test('AC-24 a token whose claims were changed is refused', async () => {
    const { sign, verify } = tokensAt()
    const [head, , signature] = (await sign({ ...ada, role: 'member' })).split('.')
    const [, body] = (await sign(ada)).split('.')
    await expect(verify(`${head}.${body}.${signature}`)).rejects.toMatchObject(invalid)
  })

  test('AC-24 a genuine token is late at its end and not before, remembered or not', async () => {
    const first = tokensAt()
    const token = await first.sign(ada)
    await first.verify(token)
    const fresh = tokensAt()
    for (const { clock, verify } of [first, fresh]) {
      clock.nowMs = NOW_MS + 15 * MINUTE_MS
      await expect(verify(token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' })
    }
    const early = tokensAt()
    early.clock.nowMs = NOW_MS + 15 * MINUTE_MS - 1000
    expect((await early.verify(token)).userId).toBe('u_ada')
  })

  test('AC-24 a forged token that is late is told only that it is wrong', async () => {
    const { clock, verify } = tokensAt()
    clock.nowMs = NOW_MS + 60 * MINUTE_MS
    await expect(verify(await forged({}, 'two'))).rejects.toMatchObject(invalid)
  })

  test('AC-25 the first secret signs and all verify, until a secret is taken away', async () => {
    const before = tokensAt({ secrets: ['old'] })
    const token = await before.sign(ada)
    const rotated = tokensAt({ secrets: ['new', 'old'] })
    expect((await rotated.verify(token)).userId).toBe('u_ada')
    const next = await rotated.sign(ada)
    await expect(before.verify(next)).rejects.toMatchObject(invalid)
    const after = tokensAt({ secrets: ['new'] })
    await expect(after.verify(token)).rejects.toMatchObject(invalid)
    expect((await after.verify(next)).userId).toBe('u_ada')
  })

  test('AC-26 a remembered token is answered with the same principal', async () => {
    const { sign, verify } = tokensAt()
    const token = await sign(ada)
    expect(await verify(token)).toBe(await verify(token))
  })

  test('AC-26 only so many are remembered, and the others still verify', async () => {
    const { sign, verify } = tokensAt({ mostRemembered: 1 })
    const [one, other] = [await sign(ada), await sign({ ...ada, userId: 'u_ben' })]
    const first = await verify(one)
    await verify(other)
    expect(await verify(one)).toEqual(first)
    expect(await verify(one)).not.toBe(first)
  })

  test('AC-16 of a session that ended is refused at once, though it was remembered', async () => {
    const { sign, verify, ended } = tokensAt()
    const token = await sign(ada)
    const others = await sign({ ...ada, accountSessionId: 'sign-in-2' })
    await verify(token)
    ended.add(['sign-in-1'])
    await expect(verify(token)).rejects.toMatchObject(invalid)
    expect((await verify(others)).userId).toBe('u_ada')
  })

  test('AC-16 of a session that ended before this process started is refused', async () => {
    const { sign, verify } = tokensAt({ endedBefore: ['sign-in-1'] })
    await expect(verify(await sign(ada))).rejects.toMatchObject(invalid)
  })
})

describe('ended sessions', () => {
  test('AC-16 are forgotten when the last token of theirs is over', () => {
    const clock = { nowMs: NOW_MS }
    const ended = endedSessions({ endedSince: async () => [], now: () => clock.nowMs })
    ended.add(['sign-in-1'])
    clock.nowMs += 15 * MINUTE_MS - 1
    expect(ended.has('sign-in-1')).toBe(true)
    clock.nowMs += 1
    expect(ended.has('sign-in-1')).toBe(false)
  })

  test('AC-16 are read again after storage was away', async () => {
    const answers = [() => Promise.reject(new Error('away')), async () => ['sign-in-1']]
    const endedSince = () => answers.shift()?.() ?? Promise.resolve([])
    const ended = endedSessions({ endedSince, now: () => NOW_MS })
    await expect(ended.ready()).rejects.toThrow('away')
    await ended.ready()
    expect(ended.has('sign-in-1')).toBe(true)
  })
})
