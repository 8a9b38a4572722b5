import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import {
  patchProfile,
  postDemo,
  postSignIn,
  postSignOut,
  postSignUp,
  postToken,
} from './accountRequests'
import { deleteSession, deleteSessions, getSession, getSessions } from './accountSessionRequests'
import { seedDemo } from './index'
import { postInvitation } from './invitationRequests'
import { postPasswordChange, postPasswordForgot, postPasswordReset } from './passwordRequests'
import { cookieOf, emptyDatabase, knock, OWN, PASSWORD, testIdentity } from './testIdentity'

const adas = { name: 'Ada', email: 'ada@acme.test', password: PASSWORD }
const evil = { origin: 'https://evil.test' }

describe.each(testDatabases())('account doors on $name', ({ open }) => {
  let database: Database
  let tested: ReturnType<typeof testIdentity>

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    await emptyDatabase(database)
    tested = testIdentity(database)
  })
  afterAll(() => database.close())

  type Door = Parameters<typeof knock>[0]
  const post = (door: Door, body: unknown, headers: Record<string, string> = {}) =>
    knock(door, tested.services, { body, headers })
  /** A browser that is signed in. */
  const browserOf = async (door: Door, body: object) => {
    const { cookies } = await post(door, body)
    return { cookie: cookieOf(cookies), origin: OWN }
  }

  test('AC-6 AC-13 signing up gives the account and the cookie', async () => {
    const body = { ...adas, email: ' Ada@ACME.test ', role: 'owner', id: 'u_chosen' }
    const { status, answer, cookies } = await post(postSignUp, body)
    expect(status).toBe(200)
    expect(answer).toEqual({
      success: true,
      user: { id: expect.stringMatching(/^u_/), name: 'Ada', email: 'ada@acme.test' },
    })
    expect(answer.user.id).not.toBe('u_chosen')
    expect(cookies).toEqual([
      expect.stringMatching(
        /^__Host-parley-session=parley_st_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000$/,
      ),
    ])
  })

  test.each([
    ['name', { name: ' ' }],
    ['name', { name: 'A\0da' }],
    ['name', { name: 'x'.repeat(81) }],
    ['email', { email: 'ada' }],
    ['email', { email: 'ada@acme.test\nbcc:ben@acme.test' }],
    ['password', { password: 'nine char' }],
    ['password', { password: 'x'.repeat(201) }],
    ['password', { password: '🔒'.repeat(9) }],
  ])('AC-7 AC-8 signing up with a wrong %s says which field: %j', async (field, wrong) => {
    const { status, answer, cookies } = await post(postSignUp, { ...adas, ...wrong })
    expect(status).toBe(400)
    expect(answer).toMatchObject({ success: false, code: 'INVALID_REQUEST', details: [field] })
    expect(cookies).toEqual([])
  })

  test.each([
    { password: '          ' },
    { password: 'x'.repeat(200) },
    { name: '👩‍💻'.repeat(20) },
  ])('AC-7 AC-8 signing up with %j is fine', async (right) => {
    expect((await post(postSignUp, { ...adas, ...right })).status).toBe(200)
  })

  test('AC-9 signing in with a wrong pair is 401 without a cookie', async () => {
    await post(postSignUp, adas)
    const { status, answer, cookies } = await post(postSignIn, { ...adas, password: 'wrong' })
    expect(status).toBe(401)
    expect(answer).toMatchObject({
      code: 'INVALID_CREDENTIALS',
      error: 'E-mail or password is wrong.',
    })
    expect(cookies).toEqual([])
  })

  test('AC-6 the letter case of an e-mail makes no other account', async () => {
    await post(postSignUp, adas)
    const again = await post(postSignUp, { ...adas, email: 'ADA@acme.test' })
    expect(again.answer).toMatchObject({ code: 'CONFLICT' })
    expect((await post(postSignIn, { ...adas, email: 'ADA@acme.test' })).status).toBe(200)
  })

  test.each([
    ['sign-up', postSignUp, adas],
    ['sign-in', postSignIn, adas],
    ['demo', postDemo, { as: 'ada' }],
    ['forgot', postPasswordForgot, { email: adas.email }],
    ['reset', postPasswordReset, { token: 't', password: PASSWORD }],
  ] as [string, Door, object][])('AC-20 %s refuses other sites’ pages', async (_, door, body) => {
    const { status, answer, cookies } = await post(door, body, evil)
    expect(status).toBe(403)
    expect(answer.code).toBe('ORIGIN_NOT_ALLOWED')
    expect(cookies).toEqual([])
  })

  test('AC-17 signing in again in one browser leaves one session', async () => {
    const first = await browserOf(postSignUp, adas)
    const { cookies } = await post(postSignIn, adas, first)
    const list = await knock(getSessions, tested.services, {
      headers: { cookie: cookieOf(cookies) },
    })
    expect(list.answer.sessions).toHaveLength(1)
  })

  test('AC-16 signing out ends the session and clears the cookie', async () => {
    const browser = await browserOf(postSignUp, adas)
    const { status, answer, cookies } = await post(postSignOut, {}, browser)
    expect([status, answer]).toEqual([200, { success: true }])
    expect(cookies).toEqual([expect.stringMatching(/^__Host-parley-session=;.*Max-Age=0$/)])
    const { cookie } = browser
    expect((await knock(getSession, tested.services, { headers: { cookie } })).answer).toEqual({
      success: true,
      user: null,
    })
    expect((await post(postSignOut, {}, browser)).status).toBe(200)
  })

  test('AC-16 signing out by an access token ends the session behind it, and no other', async () => {
    const other = await browserOf(postSignUp, adas)
    const browser = await browserOf(postSignIn, adas)
    const { answer: grant } = await post(postToken, {}, browser)
    const authorization = `Bearer ${grant.token}`
    const { cookies } = await post(postSignOut, {}, { ...other, authorization })
    expect(cookies).toEqual([])
    expect((await post(postToken, {}, browser)).status).toBe(401)
    expect((await post(postToken, {}, other)).status).toBe(200)
  })

  test('AC-19 another site’s page cannot sign anybody out', async () => {
    const browser = await browserOf(postSignUp, adas)
    const attempt = await post(postSignOut, {}, { ...browser, ...evil })
    expect(attempt).toMatchObject({ status: 403, cookies: [] })
    expect((await post(postToken, {}, browser)).status).toBe(200)
  })

  test('AC-45 the session is told by cookie, and nobody is an answer', async () => {
    const { cookie } = await browserOf(postSignUp, adas)
    const { answer } = await knock(getSession, tested.services, { headers: { cookie } })
    expect(answer).toMatchObject({ success: true, user: { name: 'Ada', email: adas.email } })
    expect((await knock(getSession, tested.services)).answer).toEqual({ success: true, user: null })
  })

  test('AC-23 AC-14 a token is granted by the cookie, whose end moves', async () => {
    const browser = await browserOf(postSignUp, adas)
    const { status, answer, cookies } = await post(postToken, {}, browser)
    expect(status).toBe(200)
    expect(answer).toMatchObject({ success: true, expiresIn: 900, role: 'owner' })
    expect(await tested.identity.verifyAccessToken(answer.token)).toMatchObject({ name: 'Ada' })
    expect(cookieOf(cookies)).toBe(browser.cookie)
  })

  test('AC-34 a stranger’s page gets no token for a session it holds', async () => {
    const { cookie } = await browserOf(postSignUp, adas)
    const authorization = `Bearer ${cookie.split('=')[1]}`
    expect((await post(postToken, {}, { authorization })).status).toBe(200)
    expect(await post(postToken, {}, { authorization, ...evil })).toMatchObject({
      status: 403,
      answer: { code: 'ORIGIN_NOT_ALLOWED' },
    })
  })

  test('AC-27 an access token does not make another', async () => {
    const browser = await browserOf(postSignUp, adas)
    const { answer: grant } = await post(postToken, {}, browser)
    const authorization = `Bearer ${grant.token}`
    const { status, answer } = await post(postToken, {}, { ...browser, authorization })
    expect([status, answer.code]).toEqual([401, 'UNAUTHENTICATED'])
  })

  test('AC-15 sessions are listed, one is ended, then all others', async () => {
    const browser = await browserOf(postSignUp, adas)
    for (const _ of [1, 2, 3]) await post(postSignIn, adas)
    const list = async () => {
      const { answer } = await knock(getSessions, tested.services, { headers: browser })
      return answer.sessions as { id: string; current: boolean }[]
    }
    const other = (await list()).find(({ current }) => !current)
    const end = (id = '') =>
      knock(deleteSession, tested.services, { method: 'DELETE', headers: browser, params: { id } })
    expect((await end(other?.id)).answer).toEqual({ success: true })
    expect(await list()).toHaveLength(3)
    expect((await end(other?.id)).answer).toMatchObject({ code: 'SESSION_NOT_FOUND' })
    await knock(deleteSessions, tested.services, { method: 'DELETE', headers: browser })
    expect((await list()).map(({ current }) => current)).toEqual([true])
  })

  test('AC-35 a password is changed by its owner only', async () => {
    const browser = await browserOf(postSignUp, adas)
    const body = { current: PASSWORD, next: 'another long password' }
    expect((await post(postPasswordChange, body)).status).toBe(401)
    expect((await post(postPasswordChange, body, { ...browser, ...evil })).status).toBe(403)
    expect((await post(postPasswordChange, body, browser)).answer).toMatchObject({
      success: true,
      user: { name: 'Ada' },
    })
    expect((await post(postSignIn, { ...adas, password: body.next })).status).toBe(200)
  })

  test('AC-36 forgot answers alike for all, and a reset signs nobody in', async () => {
    await post(postSignUp, adas)
    const answers = []
    for (const email of [adas.email, 'nobody@acme.test']) {
      const { status, answer, cookies } = await post(postPasswordForgot, { email })
      answers.push({ status, answer, cookies })
    }
    expect(answers[0]).toEqual({ status: 200, answer: { success: true }, cookies: [] })
    expect(answers[1]).toEqual(answers[0])
    await tested.identity.close()
    const token = new URL(tested.mails[0]?.link ?? '').searchParams.get('token')
    const reset = await post(postPasswordReset, { token, password: 'another long password' })
    expect(reset).toMatchObject({ status: 200, answer: { success: true }, cookies: [] })
  })

  test('AC-8 a name is changed in the profile', async () => {
    const browser = await browserOf(postSignUp, adas)
    const sent = { method: 'PATCH', headers: browser, body: { name: ' Countess ' } }
    const { answer } = await knock(patchProfile, tested.services, sent)
    expect(answer).toMatchObject({ success: true, user: { name: 'Countess' } })
  })

  test('AC-40 an owner invites, and another site’s page does not in their name', async () => {
    const browser = await browserOf(postSignUp, adas)
    const body = { email: 'Ben@acme.test', role: 'member' }
    const { status, answer } = await post(postInvitation, body, browser)
    expect(status).toBe(200)
    expect(answer.invitation).toMatchObject({ email: 'ben@acme.test', role: 'member' })
    expect(JSON.stringify(answer)).not.toContain('token')
    expect((await post(postInvitation, body, { ...browser, ...evil })).status).toBe(403)
    expect((await post(postInvitation, body)).status).toBe(401)
  })

  test('AC-42 a demo tab ignores the browser’s cookie and leaves it alone', async () => {
    await seedDemo(database)
    tested = testIdentity(database, { options: { demo: true } })
    const browser = await browserOf(postSignUp, adas)
    const { status, answer, cookies } = await post(postDemo, { as: 'ben' }, browser)
    expect([status, cookies]).toEqual([200, []])
    expect(answer).toMatchObject({ success: true, expiresIn: 900, user: { name: 'Ben' } })
    const authorization = `Bearer ${answer.sessionToken}`
    const tab = await post(postToken, {}, { ...browser, authorization })
    expect(tab).toMatchObject({ status: 200, answer: { user: { name: 'Ben' } }, cookies: [] })
    expect((await post(postToken, {}, browser)).answer.user.name).toBe('Ada')
  })

  test('AC-42 without the demo the door is 404', async () => {
    expect(await post(postDemo, { as: 'ada' })).toMatchObject({
      status: 404,
      answer: { code: 'NOT_FOUND' },
    })
  })
})
