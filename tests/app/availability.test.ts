import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChatSettings } from '@/lib/adminChatProtocol'
import type { AvailabilityAnswer } from '@/lib/webchatProtocol'
import { type Person, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { accessToken, foreignToken } from './support/tokens'
import { newVisitor, PUBLISHABLE, SHOP } from './support/visitors'

let app: TestApp
let ada: Person

beforeAll(async () => {
  app = await startTestApp()
  ada = await signIn(app.url, 'ada')
})
afterAll(() => app.close())

const SETTINGS = '/api/admin/chat-settings'
const NEVER = { day: 1, from: '03:00', to: '03:01' }
const settings: ChatSettings = {
  timeZone: 'Europe/Berlin',
  hours: [NEVER],
  closedDays: [{ date: '2026-12-25', name: 'Christmas' }],
  replyMinutes: 60,
  mailAfterMinutes: 10,
}
const ask = (token: string) =>
  request<AvailabilityAnswer>(app.url, 'GET', '/api/chat/availability', { token, origin: SHOP })

test('WM-22 visitors learn who is there and when the office opens', async () => {
  const { token } = await newVisitor(app.url)
  expect((await ask(PUBLISHABLE)).body).toEqual({
    success: true,
    online: false,
    agents: [],
    replyTime: 'minutes',
  })
  const changed = await ada.call<ChatSettings>('PUT', SETTINGS, settings)
  expect(changed.body).toEqual({ success: true, ...settings })
  expect((await ada.call('GET', SETTINGS)).body).toEqual({ success: true, ...settings })
  const closed = await ask(token)
  expect(closed.body).toMatchObject({ online: false, replyTime: 'hour' })
  expect(Date.parse(closed.body.backAt ?? '')).toBeGreaterThan(Date.now())
  const socket = await ada.connect()
  await ada.call('PUT', SETTINGS, { ...settings, hours: [] })
  const { body } = await ask(token)
  expect(body).toEqual({
    success: true,
    online: true,
    agents: [{ name: 'Ada' }],
    replyTime: 'hour',
  })
  socket.close()
})

test('WM-27 on a day that is closed the office opens after it', async () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }))
  const open = { ...settings, timeZone: 'UTC', hours: everyDay }
  await ada.call('PUT', SETTINGS, open)
  expect((await ask(PUBLISHABLE)).body).not.toHaveProperty('backAt')
  // Two days: the test may run over midnight.
  const dates = [0, 1, 2].map((ahead) =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10),
  )
  const closedDays = dates.slice(0, 2).map((date) => ({ date, name: ' ' }))
  const changed = await ada.call<ChatSettings>('PUT', SETTINGS, {
    ...open,
    closedDays: closedDays.toReversed(),
  })
  expect(changed.body.closedDays).toEqual(closedDays.map(({ date }) => ({ date })))
  expect((await ask(PUBLISHABLE)).body.backAt).toBe(`${dates[2]}T00:00:00.000Z`)
  const { closedDays: _, ...older } = open
  expect((await ada.call<ChatSettings>('PUT', SETTINGS, older)).body.closedDays).toHaveLength(2)
})

const bad: [string, object][] = [
  ['a zone that is none', { timeZone: 'Europe/Atlantis' }],
  ['hours that end before they begin', { hours: [{ day: 1, from: '17:00', to: '09:00' }] }],
  ['a day that is none', { hours: [{ ...NEVER, day: 8 }] }],
  ['a time that is none', { hours: [{ ...NEVER, to: '25:00' }] }],
  ['more spans than a week has', { hours: Array.from({ length: 51 }, () => NEVER) }],
  ['a date that is none', { closedDays: [{ date: '2026-02-30' }] }],
  ['a date that comes twice', { closedDays: [{ date: '2026-12-25' }, { date: '2026-12-25' }] }],
  ['more closed days than a year has', { closedDays: Array(101).fill({ date: '2026-12-25' }) }],
  ['no time for an answer', { replyMinutes: 0 }],
  ['mails before the answer', { mailAfterMinutes: -1 }],
]
test.each(bad)('WM-22 %s is refused', async (_, wrong) => {
  const asked = await ada.call('PUT', SETTINGS, { ...settings, ...wrong })
  expect(asked).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
})

test('WM-22 agents, members, visitors and other tenants change nothing', async () => {
  const ben = await signIn(app.url, 'ben')
  const agent = await accessToken({ claims: { role: 'agent' } })
  const { token: visitor } = await newVisitor(app.url)
  const before = (await ada.call('GET', SETTINGS)).body
  const own = { ...settings, replyMinutes: 999 }
  expect((await ben.call('PUT', SETTINGS, own)).status).toBe(403)
  for (const token of [agent, visitor]) {
    const sent = { body: own, token, origin: null }
    expect((await request(app.url, 'PUT', SETTINGS, sent)).status).toBe(403)
  }
  const foreign = { body: own, token: await foreignToken(), origin: null }
  expect((await request(app.url, 'PUT', SETTINGS, foreign)).status).toBe(404)
  expect((await ada.call('GET', SETTINGS)).body).toEqual(before)
  expect((await ask('parley_pk_nobody')).status).toBe(401)
})
