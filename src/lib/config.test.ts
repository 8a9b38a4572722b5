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

test('CL-80 the addresses of old are read with a warning, and only where there is no other', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.stubEnv('NEXT_PUBLIC_WS_URL', 'ws://old.acme.example')
  expect((await freshConfig()).currentConfig().url).toBe('http://old.acme.example')
  vi.stubEnv('NEXT_PUBLIC_WEBSOCKET_URL', 'wss://chat.acme.example/')
  expect((await freshConfig()).currentConfig().url).toBe('https://chat.acme.example')
  expect(warn.mock.calls).toEqual([
    ['NEXT_PUBLIC_WS_URL is deprecated: use NEXT_PUBLIC_GATEWAY_URL instead'],
    ['NEXT_PUBLIC_WEBSOCKET_URL is deprecated: use NEXT_PUBLIC_GATEWAY_URL instead'],
  ])
  vi.stubEnv('NEXT_PUBLIC_GATEWAY_URL', 'https://new.acme.example')
  expect((await freshConfig()).currentConfig().url).toBe('https://new.acme.example')
  expect(warn).toHaveBeenCalledTimes(2)
  warn.mockRestore()
})

test('CL-80 the key of the environment is shown unless another is configured', async () => {
  vi.stubEnv('NEXT_PUBLIC_GATEWAY_API_KEY', 'parley_pk_env')
  const { configure, currentConfig, publicKey } = await freshConfig()
  expect(publicKey()).toBe('parley_pk_env')
  expect(currentConfig()).toEqual({ url: '' })
  configure({ apiKey: 'parley_pk_acme' })
  expect(publicKey()).toBe('parley_pk_acme')
})

test('a browser without a process is no reason to fail', async () => {
  const { currentConfig } = await freshConfig()
  vi.stubGlobal('process', undefined)
  const config = currentConfig()
  vi.unstubAllGlobals()
  expect(config).toEqual({ url: '' })
})
