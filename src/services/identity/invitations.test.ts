import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '@/lib/protocol'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { UserPrincipal } from '@/services/realtime'
import { emptyDatabase, PASSWORD, PLACE, testIdentity } from './testIdentity'

const ROLES: Role[] = ['owner', 'admin', 'agent', 'member']

describe.each(testDatabases())('invitations on $name', ({ open }) => {
  let database: Database
  let tested: ReturnType<typeof testIdentity>
  let owner: UserPrincipal

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    await emptyDatabase(database)
    tested = testIdentity(database)
    const wish = { name: 'Ada', email: 'ada@acme.test', password: PASSWORD }
    const { session } = await tested.identity.accounts.signUp(wish, PLACE)
    const { token } = await tested.identity.grants.grant(session)
    owner = await tested.identity.verifyAccessToken(token)
  })
  afterAll(() => database.close())

  const invite = (role: Role, as: Role = 'owner', email = 'ben@acme.test') =>
    tested.identity.invitations.invite({ ...owner, role: as }, { email, role })

  test('AC-40 a link goes to the e-mail and only there', async () => {
    expect(await invite('agent')).toEqual({
      email: 'ben@acme.test',
      role: 'agent',
      expiresAt: new Date(tested.clock.nowMs + 7 * 24 * 3_600_000).toISOString(),
    })
    expect(tested.mails).toEqual([
      expect.objectContaining({
        to: 'ben@acme.test',
        subject: 'Ada invites you to Parley',
        link: expect.stringMatching(/^https:\/\/chat\.acme\.test\/signup\?invite=[\w-]{43}$/),
      }),
    ])
    expect(tested.mails[0]?.text).toContain(tested.mails[0]?.link)
  })

  test.each([
    ['owner', ROLES],
    ['admin', ['admin', 'agent', 'member']],
    ['agent', []],
    ['member', []],
  ] as [Role, Role[]][])('AC-40 as %s one gives %j', async (as, given) => {
    const codes = []
    for (const role of ROLES) {
      const attempt = invite(role, as, `${role}@acme.test`)
      codes.push(await attempt.then((invited) => invited.role).catch(({ code }) => code))
    }
    expect(codes).toEqual(ROLES.map((role) => (given.includes(role) ? role : 'FORBIDDEN')))
  })

  test('AC-40 an e-mail that has an account is not invited', async () => {
    const attempt = invite('member', 'owner', 'ada@acme.test')
    await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(tested.mails).toEqual([])
  })

  test('AC-4 nobody is invited where sign-up is closed', async () => {
    const { invitations } = testIdentity(database, { options: { signUp: 'closed' } }).identity
    const attempt = invitations.invite(owner, { email: 'ben@acme.test', role: 'member' })
    await expect(attempt).rejects.toMatchObject({ message: 'Sign-up is closed' })
  })

  test('AC-39 a mail that cannot be sent is said to whoever invites', async () => {
    const send = () => Promise.reject(new Error('no SMTP'))
    const { invitations } = testIdentity(database, { send }).identity
    const attempt = invitations.invite(owner, { email: 'ben@acme.test', role: 'member' })
    await expect(attempt).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'The mail could not be sent',
    })
  })
})
