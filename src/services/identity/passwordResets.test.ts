import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { emptyDatabase, PASSWORD, PLACE, testIdentity } from './testIdentity'

const MINUTE_MS = 60_000
const NEXT = 'another long password'
const adas = { name: 'Ada', email: 'ada@acme.test', password: PASSWORD }

describe.each(testDatabases())('passwords on $name', ({ open }) => {
  let database: Database
  let tested: ReturnType<typeof testIdentity>

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    await emptyDatabase(database)
    tested = testIdentity(database)
    await tested.identity.accounts.signUp(adas, PLACE)
  })
  afterAll(() => database.close())

  const signIn = (password = PASSWORD) =>
    tested.identity.accounts.signIn({ ...adas, password }, PLACE)
  const find = (token: string) => tested.identity.accountSessions.find(token)
  const resets = () => tested.identity.passwordResets
  const reset = (token: string, password = NEXT) =>
    resets().reset({ token, password, ip: PLACE.ip })
  const principalOf = async (session: Awaited<ReturnType<typeof signIn>>['session']) => {
    const { token } = await tested.identity.grants.grant(session)
    return tested.identity.verifyAccessToken(token)
  }

  async function forgot(email = adas.email): Promise<string> {
    await resets().forgotLater(email, PLACE.ip)
    await resets().close()
    return new URL(tested.mails.at(-1)?.link ?? '').searchParams.get('token') ?? ''
  }

  const linkIsVoid = { code: 'INVALID_REQUEST', details: ['token'] }

  test('AC-35 the present password is needed', async () => {
    const who = await principalOf((await signIn()).session)
    const change = tested.identity.changePassword(who, { current: 'wrong', next: NEXT, ip: '::1' })
    await expect(change).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      message: 'The current password is wrong.',
    })
    await expect(signIn(NEXT)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
  })

  test('AC-35 a change ends the other sessions and open links, and keeps this session', async () => {
    const [own, other] = [await signIn(), await signIn()]
    const link = await forgot()
    const who = await principalOf(own.session)
    const ip = PLACE.ip
    expect(
      await tested.identity.changePassword(who, { current: PASSWORD, next: NEXT, ip }),
    ).toEqual(own.session.account)
    expect(await find(own.token)).toBeDefined()
    expect(await find(other.token)).toBeUndefined()
    expect(tested.closed.map(({ id }) => id)).toContain(other.session.id)
    expect(tested.closed.map(({ id }) => id)).not.toContain(own.session.id)
    await expect(reset(link)).rejects.toMatchObject(linkIsVoid)
    await expect(signIn()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
    expect((await signIn(NEXT)).session.account.name).toBe('Ada')
  })

  test('AC-35 AC-10 tries at the present password are limited', async () => {
    const who = await principalOf((await signIn()).session)
    const { changePassword } = testIdentity(database, { signInPerMinute: 1 }).identity
    const attempt = () => changePassword(who, { current: 'wrong', next: NEXT, ip: PLACE.ip })
    await expect(attempt()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
    await expect(attempt()).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' })
  })

  test('AC-36 the answer comes before the account is looked for, known or not', async () => {
    let letMailGo = () => {}
    const mailGoes = new Promise<void>((resolve) => {
      letMailGo = resolve
    })
    const { passwordResets } = testIdentity(database, { send: () => mailGoes }).identity
    expect(await passwordResets.forgotLater(adas.email, PLACE.ip)).toBeUndefined()
    expect(await passwordResets.forgotLater('nobody@acme.test', PLACE.ip)).toBeUndefined()
    letMailGo()
    await passwordResets.close()
  })

  test('AC-36 nobody gets a mail who has no account', async () => {
    await resets().forgotLater('nobody@acme.test', PLACE.ip)
    await resets().close()
    expect(tested.mails).toEqual([])
    expect(await forgot()).not.toBe('')
    expect(tested.mails).toHaveLength(1)
  })

  test('AC-36 a mail that cannot be sent is nobody’s answer', async () => {
    const send = () => Promise.reject(new Error('no SMTP'))
    const { passwordResets } = testIdentity(database, { send }).identity
    await passwordResets.forgotLater(adas.email, PLACE.ip)
    await passwordResets.close()
    expect(await database.query('select user_id from password_resets')).toHaveLength(1)
  })

  test('AC-37 a link sets the password, ends all sessions and voids itself', async () => {
    const sessions = [await signIn(), await signIn()]
    const link = await forgot()
    expect(tested.mails[0]).toMatchObject({
      to: adas.email,
      link: `https://chat.acme.test/password/reset?token=${link}`,
    })
    await reset(link)
    const left = await Promise.all(sessions.map(({ token }) => find(token)))
    expect(left).toEqual([undefined, undefined])
    expect(tested.closed.map(({ id }) => id)).toEqual(
      expect.arrayContaining(sessions.map(({ session }) => session.id)),
    )
    expect((await signIn(NEXT)).session.account.name).toBe('Ada')
    await expect(reset(link, 'a third password')).rejects.toMatchObject(linkIsVoid)
    await expect(signIn('a third password')).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
  })

  test('AC-37 of two uses at once one counts', async () => {
    const link = await forgot()
    const ends = await Promise.allSettled([reset(link, `${NEXT} 1`), reset(link, `${NEXT} 2`)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = ends.findIndex(({ status }) => status === 'fulfilled') + 1
    expect((await signIn(`${NEXT} ${winner}`)).session.account.name).toBe('Ada')
  })

  test('AC-37 a link works for an hour', async () => {
    const link = await forgot()
    tested.clock.nowMs += 60 * MINUTE_MS
    await expect(reset(link)).rejects.toMatchObject(linkIsVoid)
    tested.clock.nowMs -= 1
    await reset(link)
    expect((await signIn(NEXT)).session.account.name).toBe('Ada')
  })

  test('AC-37 only the newest link works, and a guessed one costs no hash', async () => {
    const first = await forgot()
    tested.clock.nowMs += MINUTE_MS
    const second = await forgot()
    expect(second).not.toBe(first)
    const before = tested.passwords.hashed.length
    await expect(reset(first)).rejects.toMatchObject(linkIsVoid)
    await expect(reset('guessed')).rejects.toMatchObject(linkIsVoid)
    expect(tested.passwords.hashed).toHaveLength(before)
    await reset(second)
  })

  test('AC-37 only the hash of a link is stored', async () => {
    const link = await forgot()
    const rows = await database.query('select * from password_resets')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(link)
  })

  test('AC-38 who asks again within a minute gets no second mail', async () => {
    await forgot()
    tested.clock.nowMs += MINUTE_MS - 1
    await forgot()
    expect(tested.mails).toHaveLength(1)
    tested.clock.nowMs += 1
    await forgot()
    expect(tested.mails).toHaveLength(2)
  })
})
