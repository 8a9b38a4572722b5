import { expect, test } from 'vitest'
import { signIn } from './support/people'
import { startTestApp } from './support/testApp'

test('RT-51 whoever is connected hears that the server restarts, and is closed after it', async () => {
  const app = await startTestApp()
  const ada = await signIn(app.url, 'ada')
  const [tab, another] = [await ada.connect(), await ada.connect()]
  const closing = app.close()
  for (const socket of [tab, another]) {
    const { withinMs } = await socket.hears('server_restarting')
    expect(withinMs).toBeGreaterThan(0)
    await socket.isClosed()
  }
  await closing
})
