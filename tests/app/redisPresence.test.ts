import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'

const redisUrl = process.env.TEST_REDIS_URL

describe.skipIf(!redisUrl)('two processes on one Redis', () => {
  let apps: TestApp[]
  let ada: Person
  let ben: Person

  beforeAll(async () => {
    const env = { REDIS_URL: `${redisUrl}/5`, PRESENCE_GRACE_MS: '300' }
    apps = [await startTestApp(env), await startTestApp(env)]
    ada = await signIn(String(apps[0]?.url), 'ada')
    ben = await signIn(String(apps[1]?.url), 'ben')
  })
  afterAll(async () => {
    for (const app of apps) await app.close()
  })

  test('PR-30 who connects to one is seen come and go by those on the other', async () => {
    const watcher = await ada.connect()
    const socket = await ben.connect()
    await watcher.hears('user_online', ({ userId }) => userId === ben.userId)
    socket.close()
    const { userId } = await watcher.hears('user_offline', ({ userId }) => userId === ben.userId)
    expect(userId).toBe(ben.userId)
    watcher.close()
  })
})
