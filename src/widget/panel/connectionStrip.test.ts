// @vitest-environment happy-dom
import { h, render } from 'preact'
import { afterEach, expect, test, vi } from 'vitest'
import { ConnectionStrip } from './ConnectionStrip'

afterEach(() => {
  vi.restoreAllMocks()
  render(null, document.body)
})

test.each([
  [false, 'You’re offline. Your draft is kept.'],
  [true, 'The chat can’t be reached right now. Your draft is kept.'],
])('WG-13 a visitor is called offline only where their network is away', (isOnline, said) => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  render(h(ConnectionStrip, { connection: 'offline' }), document.body)
  expect(document.body.textContent).toBe(said)
})
