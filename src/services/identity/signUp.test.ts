import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { IdentityOptions } from './identityParts'
import { emptyDatabase, PASSWORD, PLACE, testIdentity } from './testIdentity'

const WEEK_MS = 7 * 24 * 3_600_000
const ada = { name: 'Ada', email: 'ada@acme.test', password: PASSWORD }
const ben = { name: 'Ben', email: 'ben@acme.test', password: PASSWORD }
const chloe = { name: 'Chloe', email: 'chloe@acme.test', password: PASSWORD }

describe.each(testDatabases())('sign-up on $name', ({ open }) => {
  let database: Database

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(() => emptyDatabase(database))
  afterAll(() => database.close())

  const withMode = (signUp: IdentityOptions['signUp'], gatewayTenant?: string) => {
    const gatewayKey = gatewayTenant && { key: 'a gateway key', tenantId: gatewayTenant }
    return testIdentity(database, { options: { signUp, ...(gatewayKey && { gatewayKey }) } })
  }
  type Tested = ReturnType<typeof testIdentity>
  const signUp = ({ identity }: Tested, wish: Parameters<typeof identity.accounts.signUp>[0]) =>
    identity.accounts.signUp(wish, PLACE)
  const placesOf = async (tested: Tested, wish: typeof ada) =>
    (await signUp(tested, wish)).session.memberships

  test.each(['open', 'invite', 'closed'] as const)(
    'AC-1 the very first owns a new tenant when sign-up is %s',
    async (mode) => {
      const [place] = await placesOf(withMode(mode), ada)
      expect(place?.role).toBe('owner')
      expect(place?.tenantId).toMatch(/^tenant-[0-9a-f]{12}$/)
      expect(await withMode(mode).identity.isEmpty()).toBe(false)
    },
  )

  test('AC-1 the first tenant has the key that the environment’s gateway key speaks for', async () => {
    expect(await placesOf(withMode('invite', 'acme'), ada)).toEqual([
      { tenantId: 'acme', role: 'owner' },
    ])
  })

  test('AC-1 of two first sign-ups at once one owns the tenant and the other joins it', async () => {
    const tested = withMode('open')
    const places = await Promise.all([placesOf(tested, ada), placesOf(tested, ben)])
    expect(places.map(([place]) => place?.role).sort()).toEqual(['member', 'owner'])
    expect(new Set(places.map(([place]) => place?.tenantId)).size).toBe(1)
  })

  test('AC-1 of two first sign-ups at once the second still needs an invitation', async () => {
    const tested = withMode('invite')
    const ends = await Promise.allSettled([signUp(tested, ada), signUp(tested, ben)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'FORBIDDEN' }) }),
    )
  })

  test('AC-2 open: everybody joins the oldest tenant as member', async () => {
    const tested = withMode('open')
    const [own] = await placesOf(tested, ada)
    await database.query("insert into tenants (key, name) values ('globex', 'Globex')")
    expect(await placesOf(tested, ben)).toEqual([{ tenantId: own?.tenantId, role: 'member' }])
  })

  describe('by invitation', () => {
    const invited = async (role: 'admin' | 'member' = 'member') => {
      const tested = withMode('invite')
      const { session } = await signUp(tested, ada)
      const inviter = await tested.identity.grants.grant(session)
      const principal = await tested.identity.verifyAccessToken(inviter.token)
      await tested.identity.invitations.invite(principal, { email: ben.email, role })
      const invite = new URL(tested.mails[0]?.link ?? '').searchParams.get('invite') ?? ''
      return { tested, invite, tenantId: principal.tenantId }
    }
    const void_ = { code: 'FORBIDDEN', message: expect.stringContaining('cannot be used') }

    test('AC-3 the invited e-mail joins with the role that was named', async () => {
      const { tested, invite, tenantId } = await invited('admin')
      const { session } = await signUp(tested, { ...ben, invite })
      expect(session.memberships).toEqual([{ tenantId, role: 'admin' }])
    })

    test('AC-3 AC-5 without one nobody joins, and no password is hashed', async () => {
      const { tested } = await invited()
      const before = tested.passwords.hashed.length
      await expect(signUp(tested, ben)).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(signUp(tested, { ...ben, invite: 'guessed' })).rejects.toMatchObject(void_)
      expect(tested.passwords.hashed).toHaveLength(before)
    })

    test('AC-3 it admits no other e-mail', async () => {
      const { tested, invite } = await invited()
      await expect(signUp(tested, { ...chloe, invite })).rejects.toMatchObject(void_)
    })

    test('AC-3 it admits once, also of two at once', async () => {
      const { tested, invite } = await invited()
      const ends = await Promise.allSettled([
        signUp(tested, { ...ben, invite }),
        signUp(tested, { ...ben, invite }),
      ])
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      await expect(signUp(tested, { ...ben, invite })).rejects.toMatchObject(void_)
      const people = await database.query<{ n: number }>('select count(*)::int as n from users')
      expect(people).toEqual([{ n: 2 }])
    })

    test('AC-3 it is over after 7 days, and not before', async () => {
      const { tested, invite } = await invited()
      tested.clock.nowMs += WEEK_MS
      await expect(signUp(tested, { ...ben, invite })).rejects.toMatchObject(void_)
      tested.clock.nowMs -= 1
      expect((await signUp(tested, { ...ben, invite })).session.account.name).toBe('Ben')
    })

    test('AC-3 a second one voids the first', async () => {
      const { tested, invite } = await invited()
      const admin = await tested.identity.accounts.signIn(ada, PLACE)
      const { token } = await tested.identity.grants.grant(admin.session)
      const principal = await tested.identity.verifyAccessToken(token)
      await tested.identity.invitations.invite(principal, { email: ben.email, role: 'agent' })
      await expect(signUp(tested, { ...ben, invite })).rejects.toMatchObject(void_)
    })

    test('AC-3 only its hash is stored', async () => {
      const { invite } = await invited()
      const rows = await database.query('select * from invitations')
      expect(rows).toHaveLength(1)
      expect(JSON.stringify(rows)).not.toContain(invite)
    })

    test('AC-4 closed: even the invited stay outside', async () => {
      const { invite } = await invited()
      const closed = withMode('closed')
      await expect(signUp(closed, { ...ben, invite })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        message: 'Sign-up is closed',
      })
      await expect(signUp(closed, ben)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    })
  })

  test('AC-6 of two sign-ups at once with one e-mail one gets CONFLICT', async () => {
    const tested = withMode('open')
    await signUp(tested, ada)
    const ends = await Promise.allSettled([signUp(tested, ben), signUp(tested, ben)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'CONFLICT' }) }),
    )
  })

  test('AC-7 only the hash of a password is stored', async () => {
    await signUp(withMode('open'), ada)
    const [row] = await database.query<{ password_hash: string }>('select * from users')
    expect(row?.password_hash).toBe(`hash of ${PASSWORD}`)
  })

  test('AC-8 a name is cleaned before it is stored', async () => {
    const { session } = await signUp(withMode('open'), { ...ada, name: ' Ada\u202E ' })
    expect(session.account).toEqual({ id: session.account.id, name: 'Ada', email: ada.email })
    expect(session.account.id).toMatch(/^u_[A-Za-z0-9_-]{16}$/)
  })
})
