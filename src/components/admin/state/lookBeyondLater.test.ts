import { expect, test, vi } from 'vitest'
import { noFilter } from '../rows/visitorFilter'
import { type Beyond, lookBeyondLater } from './lookBeyondLater'
import { createVisitorsStore } from './visitorsStore'

const germans = { ...noFilter, country: 'DE' }

test('UA-32 what looks beyond the list is loaded when there is somebody, and learns what is wanted', async () => {
  const store = createVisitorsStore()
  const { beyond, ended } = fake()
  const load = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(beyond)
  const later = lookBeyondLater(store, load)
  const end = later.start()
  later.want(germans)
  store.setState({ total: 0 })
  expect(load).not.toHaveBeenCalled()
  store.setState({ total: 1 })
  await settled()
  store.setState({ total: 2 })
  await settled()
  expect(load).toHaveBeenCalledTimes(2)
  expect(beyond.want).toHaveBeenCalledWith(germans)
  later.again()
  expect(beyond.again).toHaveBeenCalledOnce()
  end()
  expect(ended).toHaveBeenCalledOnce()
})

test('UA-32 what is loaded after the page is left does not begin', async () => {
  const store = createVisitorsStore()
  const { beyond } = fake()
  const end = lookBeyondLater(store, async () => beyond).start()
  store.setState({ total: 1 })
  end()
  await settled()
  expect(beyond.start).not.toHaveBeenCalled()
})

function fake() {
  const ended = vi.fn()
  const beyond: Beyond = {
    want: vi.fn(),
    hear: vi.fn(),
    again: vi.fn(),
    start: vi.fn(() => ended),
  }
  return { beyond, ended }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}
