import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '@/lib/protocol'
import type { Database } from '@/services/database'
import { testDatabases } from '@/services/database/testDatabases'
import type { UserPrincipal } from '@/services/realtime'
import { emptyDatabase, PASSWORD, PLACE, testIdentity } from '../testIdentity'

const ROLES: Role[] = ['owner', 'admin', 'agent', 'member']

describe.each(testDatabases())('a team on $name', ({ open }) => {
  let database: Database
  let tested: ReturnType<typeof testIdentity>
  let ada: UserPrincipal
  let ben: UserPrincipal
  let chloe: UserPrincipal

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    await emptyDatabase(database)
    tested = testIdentity(database)
    ada = await join('Ada')
    ben = await join('Ben')
    chloe = await join('Chloe')
    return () => tested.identity.close()
  })
  afterAll(() => database.close())

  /** The first is the owner, the others are members. */
  async function join(name: string): Promise<UserPrincipal> {
    const { accounts, grants, verifyAccessToken } = tested.identity
    const wish = { name, email: `${name.toLowerCase()}@acme.test`, password: PASSWORD }
    const { session } = await accounts.signUp(wish, PLACE)
    return verifyAccessToken((await grants.grant(session)).token)
  }

  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error) => error.code,
    )
  const roles = async () => {
    const members = await tested.identity.team.list(ada.tenantId)
    return Object.fromEntries(members.map(({ name, role }) => [name, role]))
  }
  const place = (who: UserPrincipal, role: Role) =>
    database.query('update memberships set role = $1 where user_id = $2', [role, who.userId])

  test('DV-6 nobody gives more than they have', async () => {
    const { team } = tested.identity
    const given: Record<string, string[]> = {}
    for (const role of ROLES) {
      given[role] = []
      for (const wanted of ROLES) {
        await place(chloe, 'member')
        const code = await codeOf(team.setRole({ ...ben, role }, chloe.userId, wanted))
        if (code === 'done') given[role].push(wanted)
        else expect(code).toBe('FORBIDDEN')
      }
    }
    expect(given).toEqual({ owner: ROLES, admin: ROLES.slice(1), agent: [], member: [] })
  })

  test('DV-6 admins leave owners alone, nobody changes themselves, the last owner stays', async () => {
    const { team } = tested.identity
    const admin = { ...ben, role: 'admin' as const }
    expect(await codeOf(team.setRole(admin, ada.userId, 'member'))).toBe('FORBIDDEN')
    expect(await codeOf(team.remove(admin, ada.userId))).toBe('FORBIDDEN')
    expect(await codeOf(team.remove(ada, ada.userId))).toBe('CONFLICT')
    const second = { ...ben, role: 'owner' as const }
    expect(await codeOf(team.setRole(second, ada.userId, 'admin'))).toBe('CONFLICT')
    expect(await codeOf(team.remove(ada, 'u_nobody'))).toBe('USER_NOT_FOUND')
    expect(await roles()).toEqual({ Ada: 'owner', Ben: 'member', Chloe: 'member' })
  })

  test('DV-6 of two owners who take each other’s place one stays', async () => {
    const { team } = tested.identity
    await place(ben, 'owner')
    const both = await Promise.all([
      codeOf(team.setRole(ada, ben.userId, 'member')),
      codeOf(team.setRole({ ...ben, role: 'owner' }, ada.userId, 'member')),
    ])
    expect(both.sort()).toEqual(['CONFLICT', 'done'])
    expect(Object.values(await roles()).filter((role) => role === 'owner')).toHaveLength(1)
  })

  test('DV-7 whoever may do less is logged out at once, whoever may do more is not', async () => {
    const { team } = tested.identity
    await team.setRole(ada, ben.userId, 'admin')
    expect(tested.closed).toEqual([])
    await team.setRole(ada, ben.userId, 'agent')
    expect(tested.closed).toEqual([{ id: ben.accountSessionId, reason: 'Your role was changed' }])
    await team.remove(ada, chloe.userId)
    expect(tested.closed[1]).toEqual({
      id: chloe.accountSessionId,
      reason: 'You were removed from the team',
    })
    expect(await roles()).toEqual({ Ada: 'owner', Ben: 'agent' })
    const wish = { email: 'chloe@acme.test', password: PASSWORD }
    const { session } = await tested.identity.accounts.signIn(wish, PLACE)
    await expect(tested.identity.grants.grant(session)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('DV-8 an open invitation is listed, and revoked it opens nothing', async () => {
    const { invitations } = tested.identity
    await invitations.invite(ada, { email: 'dan@acme.test', role: 'agent' })
    const [open] = await invitations.list(ada.tenantId)
    expect(open).toMatchObject({ email: 'dan@acme.test', role: 'agent' })
    const invite = new URL(tested.mails[0]?.link ?? '').searchParams.get('invite') ?? ''
    expect(JSON.stringify(open)).not.toContain(invite)
    const id = open?.id ?? ''
    await database.query("insert into tenants (key, name) values ('globex', 'Globex')")
    expect(await codeOf(invitations.revoke({ ...ada, tenantId: 'globex' }, id))).toBe('NOT_FOUND')
    expect(await codeOf(invitations.revoke(ada, 'no id'))).toBe('NOT_FOUND')
    await invitations.revoke(ada, id)
    expect(await invitations.list(ada.tenantId)).toEqual([])
    const wish = { name: 'Dan', email: 'dan@acme.test', password: PASSWORD, invite }
    expect(await codeOf(tested.identity.accounts.signUp(wish, PLACE))).not.toBe('done')
  })

  test('DV-1 what was done with people stands in the log', async () => {
    const { team, invitations, audit } = tested.identity
    await invitations.invite(ada, { email: 'dan@acme.test', role: 'agent' })
    const [open] = await invitations.list(ada.tenantId)
    await invitations.revoke(ada, open?.id ?? '')
    await team.setRole(ada, ben.userId, 'agent')
    await team.remove(ada, ben.userId)
    const entries = await audit.list(ada.tenantId, { limit: 10 })
    expect(entries.map(({ action, target, detail }) => [action, target, detail])).toEqual([
      ['member.removed', 'Ben', 'agent'],
      ['member.role_changed', 'Ben', 'member to agent'],
      ['invitation.revoked', 'dan@acme.test', undefined],
      ['invitation.created', 'dan@acme.test', 'agent'],
    ])
  })
})
