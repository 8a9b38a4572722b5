import { describe, expect, test } from 'vitest'
import { shapesOf } from '../../../tests/infrastructure/shapesOf'
import { socketConnection } from './localConnection'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import type { PresenceRow } from './onlineUsersStore'
import { onlineUser } from './presenceView'

const PEOPLE = 200

const origin = { title: '', domain: '', origin: '', referrer: '', userAgent: '', language: '' }

async function rowsOf(people: number): Promise<PresenceRow[]> {
  const store = memoryOnlineUsersStore()
  for (let number = 0; number < people; number += 1) {
    const { id, tenantId, userId, data } = connectionOf(`user-${number}`)
    await store.join({ tenantId, instance: id, userId, nodeId: 'node-1', data })
  }
  return (await store.page('acme', { limit: people })).rows
}

function connectionOf(userId: string) {
  const known = { kind: 'user', tenantId: 'acme', userId, name: userId, role: 'member' } as const
  const principal = { ...known, accountSessionId: userId, expiresAtMs: Number.POSITIVE_INFINITY }
  const from = { ...origin, url: `/${userId}`, country: '' }
  return socketConnection({ id: userId, principal, tab: undefined, origin: from }, Date.now())
}

/** One of its own costs an object 0.4 kB and a microsecond (decision 0016). */
describe('shapes', () => {
  test('what connections tell of themselves is of few shapes', async () => {
    const rows = await rowsOf(PEOPLE)
    const told = rows.flatMap(({ connections }) => connections)
    expect(told).toHaveLength(PEOPLE)
    expect(shapesOf(told)).toBeLessThan(5)
  })

  test('rows as admins see them are of few shapes', async () => {
    const shown = (await rowsOf(PEOPLE)).map((row) => onlineUser(row, 'full'))
    expect(shapesOf(shown)).toBeLessThan(5)
  })
})
