import { afterEach, describe, expect, test } from 'vitest'
import { createAccountApi } from './accountApi'
import { adaGrant } from './client/testing/fakeServer'
import { configure } from './config'
import {
  closeTabSession,
  createTokenSource,
  openTabSession,
  sessionCredentials,
  tabSession,
} from './session'

interface Heard {
  url: string
  init: RequestInit
}

/** Answers every call alike, and remembers it. */
function answering(answer: () => Response | Promise<Response>) {
  const heard: Heard[] = []
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    heard.push({ url: String(url), init })
    return answer()
  }
  return { heard, fetch: fetch as typeof globalThis.fetch }
}

const granting = (grant: object = adaGrant) => answering(() => Response.json(grant))
const refusing = (code: string, status: number) =>
  answering(() => Response.json({ success: false, error: 'no', code, retry: false }, { status }))

afterEach(closeTabSession)

describe('a token source', () => {
  test('CL-11 keeps a grant until 60 s before its end', async () => {
    const { heard, fetch } = granting({ ...adaGrant, expiresIn: 900 })
    let nowMs = 0
    const tokens = createTokenSource({ url: '', fetch, now: () => nowMs })
    await tokens.get()
    nowMs = 839_000
    expect((await tokens.get()).token).toBe('token-1')
    expect(heard).toHaveLength(1)
    nowMs = 840_000
    await tokens.get()
    expect(heard).toHaveLength(2)
  })

  test('CL-11 has one request in flight, whoever asks', async () => {
    const { heard, fetch } = granting()
    const tokens = createTokenSource({ url: '', fetch })
    await Promise.all([tokens.get(), tokens.get(), tokens.renew()])
    expect(heard).toHaveLength(1)
    await tokens.renew()
    expect(heard).toHaveLength(2)
  })

  test('CL-11 does not keep a failure, nor what was asked for before forget()', async () => {
    let release = (_: Response) => {}
    const { heard, fetch } = answering(
      () =>
        new Promise((resolve) => {
          release = resolve
        }),
    )
    const tokens = createTokenSource({ url: '', fetch })
    const old = tokens.get()
    tokens.forget()
    release(Response.json(adaGrant))
    await old
    const failing = tokens.get()
    release(Response.json({}, { status: 502 }))
    await expect(failing).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 502 })
    void tokens.get()
    expect(heard).toHaveLength(3)
  })

  test('CL-14 tells a sign-in that is over from a server that is away', async () => {
    const over = createTokenSource({ url: '', fetch: refusing('UNAUTHENTICATED', 401).fetch })
    await expect(over.get()).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
    const away = createTokenSource({
      url: '',
      fetch: async () => {
        throw new TypeError('fetch failed')
      },
    })
    await expect(away.get()).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 0, retry: true })
  })

  test('asks the configured source when there is one', async () => {
    configure({ getToken: async () => ({ ...adaGrant, token: 'theirs' }) })
    expect((await createTokenSource().get()).token).toBe('theirs')
  })
})

describe('a demo tab', () => {
  test('CL-16 shows its session token and no cookie, other tabs the cookie', async () => {
    const { heard, fetch } = granting({ ...adaGrant, sessionToken: 'st-ada' })
    expect(sessionCredentials()).toEqual({ credentials: 'same-origin', headers: {} })
    await openTabSession('ada', { url: '', fetch })
    expect(heard[0]?.init).toMatchObject({ credentials: 'omit', body: '{"as":"ada"}' })
    expect(tabSession()).toBe('st-ada')
    expect(sessionCredentials()).toEqual({
      credentials: 'omit',
      headers: { authorization: 'Bearer st-ada' },
    })
  })

  test('CL-16 is nobody’s own any more after signing out, and after signing in as somebody', async () => {
    const { heard, fetch } = granting({ ...adaGrant, sessionToken: 'st-ada' })
    const account = createAccountApi({ url: '', fetch })
    await account.demo('ada')
    await account.signOut()
    expect(new Headers(heard[1]?.init.headers).get('authorization')).toBe('Bearer st-ada')
    expect(tabSession()).toBeNull()
    await account.demo('ada')
    await account.signIn({ email: 'ben@acme.example', password: 'demo-demo-demo' })
    expect(heard.at(-1)?.init.credentials).toBe('same-origin')
    expect(tabSession()).toBeNull()
  })
})

describe('account calls', () => {
  test('have the addresses of the wire', async () => {
    const { heard, fetch } = granting({ success: true, user: adaGrant.user, sessions: [] })
    const account = createAccountApi({ url: 'https://acme.example', fetch })
    await account.signUp({ name: 'Ada', email: 'ada@acme.example', password: 'x', invite: 'i1' })
    await account.accountSessions()
    await account.endAccountSession('s/1')
    await account.endOtherSessions()
    await account.changePassword({ current: 'a', next: 'b' })
    await account.forgotPassword('ada@acme.example')
    await account.resetPassword({ token: 't', password: 'p' })
    await account.updateProfile({ name: 'Ada L.' })
    const lines = heard.map(({ url, init }) => `${init.method} ${url.split('/api/auth')[1]}`)
    expect(lines).toEqual([
      'POST /sign-up',
      'GET /sessions',
      'DELETE /sessions/s%2F1',
      'DELETE /sessions',
      'POST /password/change',
      'POST /password/forgot',
      'POST /password/reset',
      'PATCH /profile',
    ])
    expect(heard[0]?.init.body).toContain('"invite":"i1"')
  })

  test('say null when nobody is signed in, and pass everything else on', async () => {
    const nobody = createAccountApi({ url: '', fetch: refusing('UNAUTHENTICATED', 401).fetch })
    expect(await nobody.session()).toBeNull()
    const trouble = createAccountApi({ url: '', fetch: refusing('INTERNAL', 500).fetch })
    await expect(trouble.session()).rejects.toMatchObject({ code: 'INTERNAL' })
  })
})
