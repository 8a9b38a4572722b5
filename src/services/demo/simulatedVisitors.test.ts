import { expect, test, vi } from 'vitest'
import { SimulatedVisitors } from './simulatedVisitors'

test('DM-4 the first one asks for a session at once, before any round', async () => {
  vi.useFakeTimers()
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('away'))
  const site = { url: 'http://localhost', tenantId: 'acme', apiKey: 'parley_pk_acme' }
  const crowd = new SimulatedVisitors({ site, size: 3, arrivalsPerSecond: 1, onRefusal: () => {} })
  try {
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toHaveBeenCalledOnce()
  } finally {
    crowd.stop()
    vi.restoreAllMocks()
    vi.useRealTimers()
  }
})
