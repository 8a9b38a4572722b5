import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../infrastructure/processes'
import { request } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { newVisitor, visit } from './support/visitors'

interface Online {
  online: number
  rows: { id: string; path: string; title?: string }[]
}

let demo: TestApp
beforeAll(async () => {
  demo = await startTestApp()
})
afterAll(() => demo.close())

test('DM-5 a visitor finds themselves first, and nothing that is theirs alone', async () => {
  const me = await newVisitor(demo.url)
  const page = { url: 'http://localhost:8080/pricing?secret=1', title: 'Pricing' }
  const sockets = [
    await visit(demo.url, { auth: { token: me.token }, page }),
    await visit(demo.url, { auth: { token: (await newVisitor(demo.url)).token }, page }),
  ]
  const you = me.userId.slice(-8)
  const seen = await until('both are online', async () => {
    const { body } = await look(`?limit=1&you=${you}`)
    return body.online === 2 ? body : undefined
  })
  expect(seen.rows).toMatchObject([{ id: you, path: '/pricing', title: 'Pricing' }])
  const text = JSON.stringify(await look())
  for (const secret of [me.userId, me.sessionId, me.token, 'secret=1']) {
    expect(text).not.toContain(secret)
  }
  for (const socket of sockets) socket.close()
})

test('DM-5 the door is limited by address, and refuses what is no question', async () => {
  expect((await look()).headers.get('x-ratelimit-limit')).not.toBeNull()
  expect((await look('?limit=1000')).status).toBe(400)
})

test('DM-5 nobody is to be seen without a demo', async () => {
  const real = await startTestApp({ DEMO: '0' })
  try {
    expect((await request(real.url, 'GET', '/api/demo/online')).status).toBe(404)
  } finally {
    await real.close()
  }
})

function look(query = '') {
  return request<Online>(demo.url, 'GET', `/api/demo/online${query}`)
}
