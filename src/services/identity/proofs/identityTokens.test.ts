import { SignJWT } from 'jose'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import type { StoredIdentitySecret } from './identitySecretStore'
import { identityTokens } from './identityTokens'
import { createSealer } from './sealer'

const NOW_MS = Date.UTC(2030, 0, 1)
const NOW_S = NOW_MS / 1000
const HOUR_S = 3600

/** Tenant acme with two secrets, globex with one; the server's own secrets may be others by now. */
function tested(serverSecrets = ['one']) {
  const sealed = createSealer(['one'])
  const rows = new Map(
    ['new', 'old', 'globex'].map((id) => [id, rowOf(id, sealed.seal(`secret of ${id}`, id))]),
  )
  const used: string[] = []
  const owners: Record<string, string[]> = { acme: ['new', 'old'], globex: ['globex'] }
  const tokens = identityTokens({
    store: {
      list: async (tenantId) => (owners[tenantId] ?? []).flatMap((id) => rows.get(id) ?? []),
      reseal: async (id, text) => void rows.set(id, rowOf(id, text)),
    },
    sealer: createSealer(serverSecrets),
    uses: { note: (id) => used.push(id) },
    log: pino({ level: 'silent' }),
    now: () => NOW_MS,
  })
  return { ...tokens, used, rows }
}

function rowOf(id: string, sealed: string): StoredIdentitySecret {
  const createdAt = new Date(NOW_MS)
  return { id, sealed, name: id, shown: id, createdAt, lastUsedAt: undefined }
}

function signed(claims: object, secret = 'secret of new', kid: string | undefined = 'new') {
  return new SignJWT({ aud: 'parley', exp: NOW_S + 600, userId: 'user-1', ...claims })
    .setProtectedHeader({ alg: 'HS256', ...(kid !== '' && { kid }) })
    .sign(new TextEncoder().encode(secret))
}

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'accepted',
    (error) => error.code,
  )

describe('an identity token', () => {
  test('WV-23 proves a user of the tenant by each of its two secrets, named or not', async () => {
    const { verify, used } = tested()
    const mongo = '507f1f77bcf86cd799439011'
    expect(await verify('acme', await signed({ userId: mongo, name: ' Vera ‮ ' }))).toEqual({
      userId: mongo,
      name: 'Vera',
    })
    const old = await signed({ userId: undefined, user_id: 42 }, 'secret of old', 'old')
    expect(await verify('acme', old)).toEqual({ userId: '42' })
    const unnamed = await signed(
      { userId: undefined, sub: 'x', email: 'v@x.test' },
      'secret of old',
      '',
    )
    expect(await verify('acme', unnamed)).toEqual({ userId: 'x', email: 'v@x.test' })
    expect(used).toEqual(['new', 'old', 'old'])
  })

  test.each([
    ['signed by somebody else', () => signed({}, 'a guess'), 'IDENTITY_UNVERIFIED'],
    ['of another tenant', () => signed({}, 'secret of globex', 'globex'), 'IDENTITY_UNVERIFIED'],
    ['of a retired secret', () => signed({}, 'secret of gone', 'gone'), 'IDENTITY_UNVERIFIED'],
    [
      'under the name of the other secret',
      () => signed({}, undefined, 'old'),
      'IDENTITY_UNVERIFIED',
    ],
    ['without an end', () => signed({ exp: undefined }), 'IDENTITY_UNVERIFIED'],
    ['of more than an hour', () => signed({ exp: NOW_S + HOUR_S + 60 }), 'IDENTITY_UNVERIFIED'],
    ['that is over', () => signed({ exp: NOW_S - 60 }), 'TOKEN_EXPIRED'],
    ['that is over, of a guessed secret', () => signed({ exp: 1 }, 'x'), 'IDENTITY_UNVERIFIED'],
    ['for another audience', () => signed({ aud: 'visitor' }), 'IDENTITY_UNVERIFIED'],
    ['of nobody', () => signed({ userId: undefined }), 'IDENTITY_UNVERIFIED'],
    ['of an account', () => signed({ userId: 'u_ada' }), 'IDENTITY_UNVERIFIED'],
    ['of an anonymous visitor', () => signed({ userId: 'v_vera' }), 'IDENTITY_UNVERIFIED'],
    ['with an id that is none', () => signed({ userId: 'a b' }), 'IDENTITY_UNVERIFIED'],
    ['that is text', async () => 'nonsense', 'IDENTITY_UNVERIFIED'],
    ['that is too long', () => signed({ more: 'x'.repeat(5000) }), 'IDENTITY_UNVERIFIED'],
    ['signed by nobody', async () => unsigned(), 'IDENTITY_UNVERIFIED'],
  ])('WV-24 %s is refused', async (_, make, code) => {
    expect(await codeOf(tested().verify('acme', await make()))).toBe(code)
  })

  test('WV-25 is sealed: moved to another row or without the server’s secret nothing opens', async () => {
    const { rows, verify } = tested()
    const stored = JSON.stringify([...rows.values()])
    expect(stored).not.toContain('secret of')
    rows.set('new', rowOf('new', rows.get('globex')?.sealed ?? ''))
    expect(await codeOf(verify('acme', await signed({}, 'secret of globex')))).toBe(
      'IDENTITY_UNVERIFIED',
    )
    const lost = tested(['two']).verify('acme', await signed({}))
    expect(await codeOf(lost)).toBe('IDENTITY_UNVERIFIED')
  })

  test('WV-25 is sealed anew by use, before an old secret of the server goes', async () => {
    const { rows, verify } = tested(['two', 'one'])
    const before = rows.get('new')?.sealed
    await verify('acme', await signed({}))
    expect(rows.get('new')?.sealed).not.toBe(before)
    const opened = createSealer(['two']).open(rows.get('new')?.sealed ?? '', 'new')
    expect(opened).toEqual({ text: 'secret of new', isOld: false })
  })
})

function unsigned(): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')
  const claims = { aud: 'parley', exp: NOW_S + 600, userId: 'user-1' }
  return `${part({ alg: 'none', kid: 'new' })}.${part(claims)}.`
}
