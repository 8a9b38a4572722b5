import { expect, test, vi } from 'vitest'
import type { OnlineUser } from '@/lib/protocol'
import { originCounts } from './originCounts'
import { person } from './testPresence'

const shop = 'https://shop.acme.test'
const at = (origin: string, kind: 'visitor' | 'user' = 'visitor') =>
  ({ origin, kind }) as OnlineUser

test('DV-17 visitors are counted by origin, of the team nobody, and read once in 3 s', async () => {
  let nowMs = 0
  const list = vi.fn(async () => [at(shop), at(shop), at('https://acme.test'), at(shop, 'user')])
  const counts = originCounts({ list, now: () => nowMs })
  const ada = person('ada', { role: 'admin' })
  expect(await counts(ada)).toEqual(
    new Map([
      [shop, 2],
      ['https://acme.test', 1],
    ]),
  )
  nowMs = 2999
  await counts(ada)
  expect(list).toHaveBeenCalledTimes(1)
  nowMs = 3000
  list.mockRejectedValueOnce(new Error('presence is away'))
  await expect(counts(ada)).rejects.toThrow('presence is away')
  expect((await counts(ada)).get(shop)).toBe(2)
})
