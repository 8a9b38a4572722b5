import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OnlineUser } from '@/lib/protocol'
import { until } from '../infrastructure/processes'
import { request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'

let demo: TestApp
beforeAll(async () => {
  demo = await startTestApp({ DEMO_VISITORS: '1' })
})
afterAll(() => demo.close())

describe('simulated visitors', () => {
  test('DM-4 are online from the start, on pages of the shop', async () => {
    const users = await until('some are online', async () => nonEmpty(await visitors()))
    expect(users[0]).toMatchObject({ kind: 'visitor', domain: 'localhost' })
    expect(users[0]?.url).toContain('/demo')
  })

  test('DM-2 are real clients, with a session, a browser and a language', async () => {
    const users = await until('some are online', async () => nonEmpty(await visitors()))
    expect(users[0]?.sessionId).not.toBe('')
    expect(users[0]).toMatchObject({ browser: expect.any(String), language: expect.any(String) })
  })

  test('DM-3 leave when they are sent away, and come back when they are asked to', async () => {
    expect((await turn(false)).body).toMatchObject({ success: true, running: false, visitors: 0 })
    await until('nobody is', async () => (await visitors()).length === 0 || undefined)
    expect((await turn(true)).body).toMatchObject({ running: true })
    await until('some are online', async () => nonEmpty(await visitors()))
  })
})

test('DM-3 the switch exists only in a demo', async () => {
  const real = await startTestApp({ DEMO: '0' })
  try {
    const path = '/api/demo/visitors'
    expect((await request(real.url, 'GET', path)).status).toBe(404)
    expect((await request(real.url, 'PUT', path, { body: { running: true } })).status).toBe(404)
  } finally {
    await real.close()
  }
})

test('DM-3 the switch is for pages of the server itself', async () => {
  const body = { running: false }
  const origin = 'https://evil.example'
  const answer = await request(demo.url, 'PUT', '/api/demo/visitors', { body, origin })
  expect(answer.status).toBe(403)
})

function turn(running: boolean) {
  return request(demo.url, 'PUT', '/api/demo/visitors', { body: { running } })
}

async function visitors(): Promise<OnlineUser[]> {
  const ada = await signIn(demo.url, 'ada')
  const path = '/api/chat/online-users?tenantId=tenant-123'
  const { body } = await ada.call<{ users: OnlineUser[] }>('GET', path)
  return body.users.filter(({ kind }) => kind === 'visitor')
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined
}
