import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import { emptyDatabase, PASSWORD, PLACE, testIdentity } from './testIdentity'

const DAY_MS = 24 * 3_600_000
const MINUTE_MS = 60_000
const adas = { name: 'Ada', email: 'ada@acme.test', password: PASSWORD }
const bens = { name: 'Ben', email: 'ben@acme.test', password: PASSWORD }

describe.each(testDatabases())('account sessions on $name', ({ open }) => {
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

  const signUp = (wish = adas) => tested.identity.accounts.signUp(wish, PLACE)
  const signIn = (place = PLACE) => tested.identity.accounts.signIn(adas, place)
  const find = (token: string) => tested.identity.accountSessions.find(token)

  test('AC-9 the right pair opens a session', async () => {
    await signUp()
    const { session } = await signIn()
    expect(session.account).toMatchObject({ name: 'Ada', email: adas.email })
  })

  test('AC-9 an unknown e-mail is compared with a hash like a wrong password, and answered alike', async () => {
    await signUp()
    const refusals = []
    for (const shown of [
      { email: adas.email, password: 'wrong password' },
      { email: 'nobody@acme.test', password: 'wrong password' },
    ]) {
      const attempt = tested.identity.accounts.signIn(shown, PLACE)
      refusals.push(await attempt.catch(({ code, message }) => ({ code, message })))
    }
    expect(refusals[0]).toEqual({
      code: 'INVALID_CREDENTIALS',
      message: 'E-mail or password is wrong.',
    })
    expect(refusals[1]).toEqual(refusals[0])
    expect(tested.passwords.compared).toEqual([`hash of ${PASSWORD}`, undefined])
  })

  test('AC-10 tries at one account are limited, wherever they come from', async () => {
    await signUp()
    const { accounts } = testIdentity(database, { signInPerMinute: 2 }).identity
    const attempt = (ip: string, email = adas.email) =>
      accounts.signIn({ email, password: 'wrong password' }, { ...PLACE, ip })
    await expect(attempt('192.0.2.1')).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
    await expect(attempt('192.0.2.2')).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' })
    await expect(attempt('192.0.2.3')).rejects.toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
      retryAfterSeconds: expect.any(Number),
    })
  })

  test('AC-10 tries of one address are limited, whatever account they are at', async () => {
    const { accounts } = testIdentity(database, { signInPerMinute: 2 }).identity
    const codes = []
    for (let n = 1; n <= 7; n += 1) {
      const shown = { email: `ada${n}@acme.test`, password: 'wrong password' }
      codes.push(await accounts.signIn(shown, PLACE).catch(({ code }) => code))
    }
    expect(codes).toEqual([...Array(6).fill('INVALID_CREDENTIALS'), 'RATE_LIMIT_EXCEEDED'])
  })

  test('AC-12 the token has 256 bits, and the database does not know it', async () => {
    const { token } = await signUp()
    expect(token).toMatch(/^parley_st_[A-Za-z0-9_-]{43}$/)
    const rows = await database.query('select * from account_sessions')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token.slice(10))
    expect(await find(token)).toBeDefined()
    expect(await find(`${token.slice(0, -1)}!`)).toBeUndefined()
  })

  test('AC-14 a session that is used stays, one that is not ends after 30 days', async () => {
    const used = await signUp()
    const left = await signIn()
    tested.clock.nowMs += 29 * DAY_MS
    expect(await find(used.token)).toBeDefined()
    tested.clock.nowMs += DAY_MS
    expect(await find(left.token)).toBeUndefined()
    expect(await find(used.token)).toBeDefined()
    tested.clock.nowMs += 30 * DAY_MS
    expect(await find(used.token)).toBeUndefined()
  })

  test('AC-14 a use is written down at most every 5 minutes', async () => {
    const { token, session } = await signUp()
    tested.clock.nowMs += 5 * MINUTE_MS - 1
    expect((await find(token))?.lastUsedAtMs).toBe(session.lastUsedAtMs)
    tested.clock.nowMs += 1
    await find(token)
    tested.clock.nowMs += 1
    expect((await find(token))?.lastUsedAtMs).toBe(session.lastUsedAtMs + 5 * MINUTE_MS)
  })

  test('AC-15 people see their own open sessions, last used first', async () => {
    const first = await signUp()
    await signUp(bens)
    tested.clock.nowMs += MINUTE_MS
    const second = await signIn({ ...PLACE, userAgent: 'Phone\u0000\u202E' })
    const { account } = second.session
    const list = await tested.identity.accountSessions.list(account.id, second.session.id)
    expect(list).toEqual([
      {
        id: second.session.id,
        userAgent: 'Phone',
        createdAt: new Date(tested.clock.nowMs).toISOString(),
        lastUsedAt: new Date(tested.clock.nowMs).toISOString(),
        current: true,
      },
      expect.objectContaining({ id: first.session.id, userAgent: 'Firefox', current: false }),
    ])
  })

  test('AC-15 AC-16 ending one refuses its token, its access tokens and closes its sockets', async () => {
    const { token, session } = await signUp()
    const other = await signIn()
    const { identity, closed } = tested
    const access = await identity.grants.grant(session)
    await identity.verifyAccessToken(access.token)
    expect(await identity.accountSessions.end(session.account.id, session.id, 'why')).toBe(true)
    expect(await find(token)).toBeUndefined()
    await expect(identity.verifyAccessToken(access.token)).rejects.toMatchObject({
      code: 'INVALID_JWT_TOKEN',
    })
    expect(closed).toEqual([{ id: session.id, reason: 'why' }])
    expect(await find(other.token)).toBeDefined()
  })

  test('AC-15 nobody ends somebody else’s', async () => {
    const { token, session } = await signUp()
    const ben = (await signUp(bens)).session.account
    expect(await tested.identity.accountSessions.end(ben.id, session.id, 'why')).toBe(false)
    expect(await find(token)).toBeDefined()
    expect(tested.closed).toEqual([])
  })

  test('AC-15 ending all others leaves this one and everybody else', async () => {
    const own = await signUp()
    const others = [await signIn(), await signIn()]
    const ben = await signUp(bens)
    const { id, account } = own.session
    await tested.identity.accountSessions.endOthers(account.id, id, 'why')
    const left = await Promise.all([own, ...others, ben].map(({ token }) => find(token)))
    expect(left.map((session) => session?.account.name)).toEqual([
      'Ada',
      undefined,
      undefined,
      'Ben',
    ])
    expect(tested.closed.map((end) => end.id).sort()).toEqual(
      others.map(({ session }) => session.id).sort(),
    )
  })

  test('AC-16 a use at the moment of the end does not open it again', async () => {
    const { token, session } = await signUp()
    tested.clock.nowMs += DAY_MS
    const end = tested.identity.accountSessions.end(session.account.id, session.id, 'why')
    await Promise.all([find(token), end, find(token)])
    expect(await find(token)).toBeUndefined()
  })

  test('AC-16 after a restart the access tokens of a session that ended stay refused', async () => {
    const { session } = await signUp()
    const other = await signIn()
    const [ended, open] = [
      await tested.identity.grants.grant(session),
      await tested.identity.grants.grant(other.session),
    ]
    tested.clock.nowMs += MINUTE_MS
    await tested.identity.accountSessions.end(session.account.id, session.id, 'why')
    const restarted = testIdentity(database, { clock: tested.clock }).identity
    expect((await restarted.verifyAccessToken(open.token)).name).toBe('Ada')
    await expect(restarted.verifyAccessToken(ended.token)).rejects.toMatchObject({
      code: 'INVALID_JWT_TOKEN',
    })
  })

  test('AC-17 signing in again in the same browser ends the session it had', async () => {
    const { token, session } = await signUp()
    await signIn({ ...PLACE, previousToken: token })
    expect(await find(token)).toBeUndefined()
    expect(tested.closed.map(({ id }) => id)).toEqual([session.id])
  })

  test('AC-16 what ended long ago is removed with the next sign-in', async () => {
    await signUp()
    tested.clock.nowMs += 31 * DAY_MS
    await signIn()
    expect(await database.query('select id from account_sessions')).toHaveLength(1)
  })
})
