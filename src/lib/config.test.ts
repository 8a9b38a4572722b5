import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

/** The module as a page loads it. */
async function freshConfig() {
  vi.resetModules()
  return import('./config')
}

test('the server is the page’s own unless the environment names one', async () => {
  expect((await freshConfig()).currentConfig()).toEqual({ url: '' })
  vi.stubEnv('NEXT_PUBLIC_GATEWAY_URL', 'https://chat.acme.example/')
  expect((await freshConfig()).currentConfig().url).toBe('https://chat.acme.example')
})

test('what is configured counts, and what is not keeps its value', async () => {
  const { configure, currentConfig } = await freshConfig()
  configure({ url: 'https://chat.acme.example//' })
  configure({ apiKey: 'parley_pk_acme' })
  expect(currentConfig()).toEqual({ url: 'https://chat.acme.example', apiKey: 'parley_pk_acme' })
})

test('a browser without a process is no reason to fail', async () => {
  const { currentConfig } = await freshConfig()
  vi.stubGlobal('process', undefined)
  const config = currentConfig()
  vi.unstubAllGlobals()
  expect(config).toEqual({ url: '' })
})
