import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admin, person, socketOf, testPresence } from './testPresence'

describe('coming and going', () => {
  test('PR-15 a change reaches the watchers of its tenant 100 ms later, and no others', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    await onlineUsers.connect(socketOf('ada'))
    await onlineUsers.connect(socketOf(person('ben', { tenantId: 'globex' })))
    await clock.advance(99)
    expect(audience.told).toEqual([])
    await clock.advance(1)
    expect(audience.seen()).toEqual(['online ada'])
    expect(audience.seen('globex')).toEqual(['online ben'])
  })

  test('I11 a closed tab is seen as offline within 6 s, a sign-out at once', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    for (const who of ['ada', 'ben', 'chloe']) await onlineUsers.connect(socketOf(who))
    await clock.advance(100)
    await onlineUsers.disconnect('ada.1')
    await onlineUsers.disconnect('ben.1', { graceMs: 0 })
    expect(await onlineUsers.isOnline('acme', 'ben')).toBe(false)
    await clock.advance(100)
    expect(audience.seen().slice(3)).toEqual(['offline ben'])
    await clock.advance(4800)
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(true)
    await clock.advance(1000)
    expect(audience.seen().slice(4)).toEqual(['offline ada'])
  })

  test('I11 a killed process is seen within 25 s by another one', async () => {
    const world = testPresence()
    const { store, clock } = world
    const other = testPresence({ store, clock })
    await other.onlineUsers.connect(socketOf('ben'))
    await store.renew('killed', 15_000)
    await store.join({
      tenantId: 'acme',
      instance: 'ada.1',
      userId: 'ada',
      nodeId: 'killed',
      data: { ...colleague, kind: 'user', sessionId: 'ada.1' },
    })
    await clock.advance(14_000)
    expect(await other.onlineUsers.isOnline('acme', 'ada')).toBe(true)
    await clock.advance(11_200)
    expect(other.audience.seen()).toEqual(['online ben', 'online ada', 'offline ada'])
  })

  test('I12 a reload inside the grace shows no off and no second on', async () => {
    const { onlineUsers, audience, clock } = testPresence()
    await onlineUsers.connect(socketOf('ada', 'before'))
    await clock.advance(1000)
    await onlineUsers.disconnect('ada.before')
    await clock.advance(4900)
    await onlineUsers.connect(socketOf('ada', 'after'))
    await clock.advance(60_000)
    expect(audience.seen()).toEqual(['online ada', 'update ada'])
  })

  test('I13 of any tabs, closed in any order, only the last one matters', async () => {
    const order = fc.integer({ min: 2, max: 8 }).chain((tabs) => {
      const names = Array.from({ length: tabs }, (_, index) => `tab-${index}`)
      return fc.shuffledSubarray(names, { minLength: tabs, maxLength: tabs })
    })
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), async (names, signedOut) => {
        const { onlineUsers, audience, clock } = testPresence()
        for (const name of names) await onlineUsers.connect(socketOf('ada', name))
        const closing = signedOut ? { graceMs: 0 } : {}
        for (const name of names.slice(1)) {
          await onlineUsers.disconnect(`ada.${name}`, closing)
          await clock.advance(6000)
        }
        expect(await onlineUsers.isOnline('acme', 'ada')).toBe(true)
        expect(audience.seen()).not.toContain('offline ada')
        await onlineUsers.disconnect(`ada.${names[0]}`, closing)
        await clock.advance(6000)
        expect(await onlineUsers.isOnline('acme', 'ada')).toBe(false)
        await onlineUsers.close()
      }),
      { numRuns: 50 },
    )
  })

  test('PR-16 a sign-out ends what the sign-in opened, sockets and heard tabs, and nothing else', async () => {
    const { onlineUsers } = testPresence()
    const elsewhere = person('ada', { accountSessionId: 'phone' })
    await onlineUsers.connect(socketOf('ada', 'laptop'))
    await onlineUsers.connect(socketOf(elsewhere, 'phone'))
    await onlineUsers.sawTab(person('ben'), 'tab-1')
    await onlineUsers.endAccountSession('sign-in of ada')
    await onlineUsers.endAccountSession('sign-in of ben')
    expect((await onlineUsers.list(admin)).map(({ sessionId }) => sessionId)).toEqual(['ada.phone'])
    await onlineUsers.endAccountSession('phone')
    expect(await onlineUsers.count('acme')).toBe(0)
  })

  test('I7 a disconnect that comes late or twice is ignored', async () => {
    const { onlineUsers, clock } = testPresence()
    await onlineUsers.connect(socketOf('ada', 'old'))
    await onlineUsers.disconnect('ada.old')
    await onlineUsers.connect(socketOf('ada', 'new'))
    await onlineUsers.disconnect('ada.old', { graceMs: 0 })
    await onlineUsers.disconnect('never')
    await clock.advance(10_000)
    expect(await onlineUsers.isOnline('acme', 'ada')).toBe(true)
  })

  test('PR-17 when the process closes everybody leaves with grace, and no timer is left', async () => {
    const { onlineUsers, store, clock, recorded } = testPresence()
    await onlineUsers.connect(socketOf('ada'))
    await onlineUsers.disconnect('ada.1')
    await onlineUsers.connect(socketOf('ben'))
    const { version } = await store.page('acme', { limit: 1 })
    await onlineUsers.close()
    expect(await store.page('acme', { limit: 1 })).toMatchObject({ total: 2, version })
    expect(recorded).toMatchObject([{ userIds: ['ben'] }])
    expect(clock.waiting).toBe(0)
    await onlineUsers.connect(socketOf('chloe'))
    expect(await store.count('acme')).toBe(2)
  })
})

describe('what is shown', () => {
  test('PR-18 a heartbeat that says nothing new makes no version', async () => {
    const { onlineUsers, clock } = testPresence()
    await onlineUsers.connect(socketOf('ada'))
    const { version } = await onlineUsers.page(admin)
    await clock.advance(30_000)
    const { url, title } = socketOf('ada').origin
    await onlineUsers.heartbeat('ada.1', { url, title, active: true })
    await onlineUsers.heartbeat('ada.1')
    await onlineUsers.heartbeat('never', { url: '/elsewhere' })
    expect((await onlineUsers.page(admin)).version).toBe(version)
    await onlineUsers.heartbeat('ada.1', { url: 'https://acme.example/next' })
    expect((await onlineUsers.page(admin)).version).toBe(version + 1)
  })

  test('PR-19 a user is away when every connection is idle, and back with the first that is not', async () => {
    const { onlineUsers } = testPresence()
    const status = async () => (await onlineUsers.list(admin))[0]?.status
    await onlineUsers.connect(socketOf('ada', '1'))
    await onlineUsers.connect(socketOf('ada', '2'))
    await onlineUsers.heartbeat('ada.1', { active: false })
    expect(await status()).toBe('online')
    await onlineUsers.heartbeat('ada.2', { active: false })
    expect(await status()).toBe('away')
    await onlineUsers.heartbeat('ada.1', { active: true })
    expect(await status()).toBe('online')
  })

  test('PR-5 the newest choice of any tab wins over being idle, whatever heartbeats repeat', async () => {
    const { onlineUsers } = testPresence()
    const status = async () => (await onlineUsers.list(admin))[0]?.status
    await onlineUsers.connect(socketOf('ada', '1'))
    await onlineUsers.connect(socketOf('ada', '2'))
    await onlineUsers.heartbeat('ada.1', { active: false, status: 'busy' })
    await onlineUsers.heartbeat('ada.2', { active: false, status: 'away' })
    expect(await status()).toBe('away')
    await onlineUsers.heartbeat('ada.1', { active: false, status: 'busy' })
    expect(await status()).toBe('away')
    await onlineUsers.heartbeat('ada.1', { status: 'busy' })
    expect(await status()).toBe('busy')
    await onlineUsers.heartbeat('ada.2', { active: true, status: 'online' })
    expect(await status()).toBe('online')
  })

  test('PR-5 a chosen status survives a reload and a storage that forgot everything', async () => {
    const { onlineUsers, store, clock } = testPresence()
    await onlineUsers.connect(socketOf('ada', 'before'))
    await onlineUsers.heartbeat('ada.before', { status: 'busy' })
    await onlineUsers.disconnect('ada.before')
    await onlineUsers.connect(socketOf('ada', 'after'))
    expect((await onlineUsers.list(admin))[0]?.status).toBe('busy')
    await onlineUsers.heartbeat('ada.after', { status: 'away' })
    await store.leave({ tenantId: 'acme', instance: 'ada.after', graceMs: 0 })
    await clock.advance(61_000)
    expect((await onlineUsers.list(admin))[0]?.status).toBe('away')
  })

  test('PR-9 an excluded user is in neither list nor count', async () => {
    const { onlineUsers } = testPresence()
    for (const who of ['ada', 'ben']) await onlineUsers.connect(socketOf(who))
    const { colleagues, count } = await onlineUsers.colleagues(admin, { except: 'ada' })
    expect(colleagues.map(({ userId }) => userId)).toEqual(['ben'])
    expect(count).toBe(1)
    expect(await onlineUsers.count('acme', { except: 'ada' })).toBe(1)
    expect(await onlineUsers.count('acme')).toBe(2)
  })
})

describe('last seen', () => {
  test('PR-20 is recorded for those who went offline, together, and for all every five minutes', async () => {
    const { onlineUsers, clock, recorded } = testPresence()
    for (const who of ['ada', 'ben', 'chloe']) await onlineUsers.connect(socketOf(who))
    const leftAtMs = clock.now()
    await onlineUsers.disconnect('ada.1', { graceMs: 0 })
    await onlineUsers.disconnect('ben.1')
    await clock.advance(1000)
    expect(recorded).toEqual([{ userIds: ['ada'], atMs: leftAtMs }])
    await clock.advance(6000)
    expect(recorded[1]).toEqual({ userIds: ['ben'], atMs: leftAtMs })
    await clock.advance(293_000)
    expect(recorded[2]).toEqual({ userIds: ['chloe'], atMs: clock.now() })
  })

  test('PR-20 that cannot be recorded stops nothing', async () => {
    const people = { recordLastSeen: () => Promise.reject(new Error('the database is away')) }
    const { onlineUsers, clock } = testPresence({ people })
    await onlineUsers.connect(socketOf('ada'))
    await onlineUsers.disconnect('ada.1', { graceMs: 0 })
    await clock.advance(301_000)
    await onlineUsers.connect(socketOf('ben'))
    expect(await onlineUsers.count('acme')).toBe(1)
    await onlineUsers.close()
  })
})

const colleague = {
  connectedAt: '2026-01-15T09:00:00.000Z',
  domain: '',
  origin: '',
  url: '',
  active: true,
}
