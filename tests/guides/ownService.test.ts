import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ERRORS } from '@/lib/errors'
import type { UserConnection } from '@/lib/gatewayProtocol'
import { signIn } from '../app/support/people'
import { SECRET } from '../app/support/visitors'
import { until } from '../infrastructure/processes'
import { startParley, type TestParley } from './support/adminApp'

interface NotificationService {
  sendNotification(userId: string, notification: object): Promise<void>
}

let parley: TestParley

beforeAll(async () => {
  parley = await startParley()
  vi.stubEnv('PARLEY_URL', parley.url)
  vi.stubEnv('PARLEY_SECRET_KEY', SECRET)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.stubEnv('PARLEY_SECRET_KEY', SECRET)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await parley.close()
})

test('GW-45 the service of the guide pushes to whoever is connected, and keeps what nobody would hear', async () => {
  const logged = vi.spyOn(console, 'log').mockReturnValue()
  const service = notificationService()
  const ada = await signIn(parley.url, 'ada')
  const ben = await signIn(parley.url, 'ben')
  await service.sendNotification(ben.userId, { title: 'Order 7' })
  expect(logged).toHaveBeenCalledExactlyOnceWith(
    `User ${ben.userId} is offline, notification saved`,
  )

  const tab = await ben.connect()
  await until('Ben is there', async () => {
    const asked = ada.call<UserConnection>('GET', `/api/gateway/status/${ben.userId}`)
    return (await asked).body.connected || undefined
  })
  await service.sendNotification(ben.userId, { title: 'Order 8', body: 'is on its way' })
  const timestamp = expect.stringMatching(/Z$/)
  const [notification] = await tab.hearsAny('notification')
  expect(notification).toEqual({ title: 'Order 8', body: 'is on its way', timestamp })
  expect(logged).toHaveBeenCalledTimes(1)
  tab.close()
})

test('GW-45 what is refused is thrown with its sentence', async () => {
  vi.stubEnv('PARLEY_SECRET_KEY', 'parley_sk_nobody')
  const sent = notificationService().sendNotification('ben', {})
  await expect(sent).rejects.toThrow(ERRORS.INVALID_API_KEY.sentence)
})

/** The guide's service as printed, but for the one `await`, on the gateway of our guide. */
function notificationService(): NotificationService {
  const ours = readFileSync('docs/guides/push.md', 'utf8')
  const { AppGateway } = loaded(/^```ts\n(export class AppGateway.*?)^```/ms.exec(ours)?.[1] ?? '')
  const printed = readFileSync('tests/guides/samples/notificationService.ts.txt', 'utf8')
  const asked = 'this.appGateway.isUserConnected'
  expect(printed).toContain(asked)
  const { NotificationService } = loaded(printed.replace(asked, `await ${asked}`), {
    '@nestjs/common': { Injectable: () => () => undefined },
    '../gateway/app.gateway': { AppGateway },
  })
  return new NotificationService(new AppGateway())
}

type Exported = 'AppGateway' | 'NotificationService'
type Loaded = Record<Exported, new (...needs: unknown[]) => NotificationService>

/** What a module exports; `modules` are what it may import. */
function loaded(source: string, modules: Record<string, object> = {}): Loaded {
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } }
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', tsconfigRaw })
  const module = { exports: {} as Loaded }
  new Function('module', 'require', code)(module, (name: string) => modules[name])
  return module.exports
}
