import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../infrastructure/processes'
import { type Person, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import type { TestSocket } from './support/testSocket'

let app: TestApp
let ada: Person
let watcher: TestSocket

beforeAll(async () => {
  app = await startTestApp({ PRESENCE_GRACE_MS: '1000' })
  ada = await signIn(app.url, 'ada')
  watcher = await ada.connect()
})
afterAll(async () => {
  watcher.close()
  await app.close()
})

test('I13 somebody with three tabs is announced once, and gone only after the last is closed', async () => {
  const ben = await signIn(app.url, 'new')
  const tabs = [await ben.connect(), await ben.connect(), await ben.connect()]
  await watcher.hears('user_online', ({ userId }) => userId === ben.userId)
  tabs[1]?.close()
  tabs[0]?.close()
  const witness = await visitAndLeave()
  expect(gone(ben)).toBe(0)
  expect(await isListed(ben)).toBe(true)
  tabs[2]?.close()
  await watcher.hears('user_offline', ({ userId }) => userId === ben.userId)
  expect(gone(ben)).toBe(1)
  expect(came(ben)).toBe(1)
  expect(gone(witness)).toBe(1)
  expect(await isListed(ben)).toBe(false)
})

test('I12 a reload within the grace is neither a leave nor a join', async () => {
  const ben = await signIn(app.url, 'new')
  const before = await ben.connect()
  await watcher.hears('user_online', ({ userId }) => userId === ben.userId)
  before.close()
  const after = await ben.connect()
  await visitAndLeave()
  expect([came(ben), gone(ben)]).toEqual([1, 0])
  after.close()
})

test('a newcomer is answered with the list of everybody who is there', async () => {
  const ben = await signIn(app.url, 'new')
  const tab = await ben.connect()
  const { users } = await tab.demand('join_user', ben.userId)
  const ids = users.map(({ userId }) => userId)
  expect(ids).toContain(ada.userId)
  const list = await tab.hears('online_users_list')
  expect(list.users.map(({ userId }) => userId)).toEqual(ids)
  tab.close()
})

test('nobody can come in under the name of another', async () => {
  const ben = await signIn(app.url, 'new')
  const tab = await ben.connect()
  expect(await tab.ask('join_user', ada.userId)).toMatchObject({ success: false, retry: false })
  tab.close()
})

test('a member sees of colleagues no e-mail address, page or origin', async () => {
  const ben = await signIn(app.url, 'new')
  const { body } = await ben.call<{ data: object[] }>('GET', '/api/online-users')
  const allowed = ['userId', 'name', 'avatar', 'status', 'connectedAt', 'lastSeen']
  expect(body.data.length).toBeGreaterThan(0)
  expect(body.data.flatMap(Object.keys).filter((key) => !allowed.includes(key))).toEqual([])
})

test('I4 the list and every change since make the fresh list', async () => {
  const start = await watcher.demand('get_online_users', {})
  const people = await Promise.all([1, 2, 3, 4].map(() => signIn(app.url, 'new')))
  const tabs = await Promise.all(people.map((newcomer) => newcomer.connect()))
  for (const tab of tabs.slice(0, 2)) tab.close()
  const leavers = people.slice(0, 2)
  for (const { userId } of leavers)
    await watcher.hears('user_offline', (it) => it.userId === userId)
  const changed = new Set(start.users.map(({ userId }) => userId))
  for (const { userId, version } of watcher.heard('user_online'))
    if (version > start.version) changed.add(userId)
  for (const { userId, version } of watcher.heard('user_offline'))
    if (version > start.version) changed.delete(userId)
  const end = await watcher.demand('get_online_users', {})
  expect(end.users.map(({ userId }) => userId).sort()).toEqual([...changed].sort())
  expect(end.total).toBe(end.users.length)
  for (const tab of tabs) tab.close()
})

/** Somebody who comes and goes: once they are gone, what happened before them has been told. */
async function visitAndLeave(): Promise<Person> {
  const witness = await signIn(app.url, 'new')
  const tab = await witness.connect()
  await watcher.hears('user_online', ({ userId }) => userId === witness.userId)
  tab.close()
  await watcher.hears('user_offline', ({ userId }) => userId === witness.userId)
  return witness
}

function came({ userId }: Person): number {
  return watcher.heard('user_online').filter((it) => it.userId === userId && it.change === 'online')
    .length
}

function gone({ userId }: Person): number {
  return watcher.heard('user_offline').filter((it) => it.userId === userId).length
}

async function isListed(someone: Person): Promise<boolean> {
  const { body } = await until('the list answers', () =>
    ada.call<{ data: { userId: string }[] }>('GET', '/api/online-users'),
  )
  return body.data.some(({ userId }) => userId === someone.userId)
}
