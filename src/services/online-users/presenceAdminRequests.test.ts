import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { refusal } from '@/lib/errors'
import type { Role } from '@/lib/protocol'
import { createRequestLimits, type Principal, usualLimits } from '@/services/realtime'
import {
  getPresenceDetails,
  getPresenceHistory,
  getPresenceSettings,
  putPresenceSettings,
} from './presenceAdminRequests'
import type { PresenceRecordsService } from './presenceRecordsService'
import { person } from './testPresence'

const key: Principal = { kind: 'service', tenantId: 'acme', keyId: '1', scopes: ['presence:read'] }
const usual = { idleAfterSeconds: 300, awayAfterSeconds: 600 }

/** The doors, before a service that answers with what it was asked. */
function asked(caller: Principal = person('ada', { role: 'admin' })) {
  const presenceRecords = {
    details: async (tenantId: string, userId: string) => {
      if (userId === 'v_nobody') throw refusal('USER_NOT_FOUND')
      return { success: true, tenantId, userId }
    },
    history: async (tenantId: string, question: object) => ({ tenantId, ...question }),
    settings: async () => usual,
    changeSettings: async (_tenantId: string, settings: object) => settings,
  } as unknown as PresenceRecordsService
  const services = {
    presenceRecords,
    authenticate: async () => caller,
    limits: createRequestLimits(usualLimits),
    sawTab: () => {},
    log: pino({ level: 'silent' }),
  }
  const answer = async (response: Promise<Response>) => {
    const { status, json } = await response.then(async (it) => ({
      status: it.status,
      json: await it.json(),
    }))
    return { status, body: json }
  }
  const get = (path: string) => new Request(`http://localhost/api/admin/presence${path}`)
  const put = (body: string) =>
    new Request('http://localhost/api/admin/presence/settings', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
    })
  return {
    details: (userId: string) => answer(getPresenceDetails(services, get('/users/x'), { userId })),
    history: (query = '') => answer(getPresenceHistory(services, get(`/history${query}`))),
    settings: () => answer(getPresenceSettings(services, get('/settings'))),
    change: (body: unknown) => answer(putPresenceSettings(services, put(JSON.stringify(body)))),
  }
}

const as = (role: Role) => asked(person('ada', { role }))

describe('GET /api/admin/presence/users/:userId', () => {
  test('PR-64 shows a person of the caller’s tenant', async () => {
    const { status, body } = await asked().details('v_1')
    expect([status, body]).toEqual([200, { success: true, tenantId: 'acme', userId: 'v_1' }])
    expect((await asked(key).details('v_1')).status).toBe(200)
  })

  test.each(['v_nobody', '', ' ', 'a\u0000b', 'a/b', 'a'.repeat(129), '<script>'])(
    'PR-64 answers "%s" as nobody',
    async (userId) => {
      const { status, body } = await asked().details(userId)
      expect([status, body.code]).toEqual([404, 'USER_NOT_FOUND'])
    },
  )
})

describe('GET /api/admin/presence/history', () => {
  test('PR-71 is of the last half hour and of visitors unless told', async () => {
    expect((await asked().history()).body).toEqual({
      tenantId: 'acme',
      minutes: 30,
      withTeam: false,
    })
    const { body } = await asked(key).history('?minutes=1440&team=include')
    expect(body).toMatchObject({ minutes: 1440, withTeam: true })
  })

  test.each([
    '?minutes=0',
    '?minutes=-5',
    '?minutes=1441',
    '?minutes=1e6',
    '?minutes=x',
    '?team=1',
  ])('PR-71 refuses %s', async (query) => {
    expect((await asked().history(query)).body.code).toBe('INVALID_REQUEST')
  })
})

describe('/api/admin/presence/settings', () => {
  test('PR-72 are read by agents and keys, and changed by owners and admins', async () => {
    const other = { idleAfterSeconds: 60, awayAfterSeconds: 90 }
    expect((await as('agent').settings()).body).toEqual({ success: true, ...usual })
    expect((await asked(key).settings()).status).toBe(200)
    expect((await as('owner').change(other)).body).toEqual({ success: true, ...other })
    expect((await as('admin').change(other)).status).toBe(200)
    expect((await as('agent').change(other)).status).toBe(403)
    expect((await as('member').settings()).status).toBe(403)
    expect((await asked(key).change(other)).status).toBe(403)
    const ruling: Principal = { ...key, scopes: ['admin'] }
    expect((await asked(ruling).change(other)).status).toBe(200)
  })

  test.each([
    { idleAfterSeconds: 29, awayAfterSeconds: 600 },
    { idleAfterSeconds: 300, awayAfterSeconds: 86_401 },
    { idleAfterSeconds: 300 },
    { idleAfterSeconds: '300', awayAfterSeconds: 600 },
    { idleAfterSeconds: 1.5, awayAfterSeconds: 600 },
    [],
    null,
  ])('PR-72 refuse %o', async (body) => {
    const { status } = await asked().change(body)
    expect(status).toBe(400)
  })
})
