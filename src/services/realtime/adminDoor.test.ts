import pino from 'pino'
import { describe, expect, test } from 'vitest'
import type { Role } from '@/lib/protocol'
import { adminDoor, createRequestLimits, type Principal, usualLimits } from '@/services/realtime'

const door = adminDoor({ scope: 'presence:read' }, async (_services, { caller }) => ({
  tenantId: caller.tenantId,
}))

function openedBy(caller: Principal, limits = createRequestLimits(usualLimits)) {
  const services = {
    authenticate: async () => caller,
    limits,
    sawTab: () => {},
    log: pino({ level: 'silent' }),
  }
  return door(services, new Request('http://localhost/api/admin/presence'))
}

const userOf = (role: Role): Principal => ({
  kind: 'user',
  userId: 'ada',
  tenantId: 'acme',
  role,
  name: 'Ada',
  accountSessionId: '1',
  expiresAtMs: 0,
})
const keyWith = (...scopes: ('presence:read' | 'push')[]): Principal => ({
  kind: 'service',
  tenantId: 'acme',
  keyId: '1',
  scopes,
})

describe('an admin door', () => {
  test.each([
    ['an owner', userOf('owner')],
    ['an admin', userOf('admin')],
    ['an agent', userOf('agent')],
    ['a key with the scope', keyWith('push', 'presence:read')],
  ])('RT-11 opens to %s', async (_who, caller) => {
    const answer = await openedBy(caller)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ tenantId: 'acme' })
  })

  test.each([
    ['a member', userOf('member')],
    ['a key without the scope', keyWith('push')],
  ])('RT-11 stays closed to %s', async (_who, caller) => {
    const answer = await openedBy(caller)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ success: false, code: 'FORBIDDEN' })
  })

  test('RT-11 counts the requests of each key', async () => {
    const limits = createRequestLimits({ ...usualLimits, credentialPerMinute: 1 })
    await openedBy(keyWith('presence:read'), limits)
    expect((await openedBy(keyWith('presence:read'), limits)).status).toBe(429)
  })
})
