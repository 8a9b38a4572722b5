import { expect, test } from 'vitest'
import type { GatewayEvent } from '@/lib/gatewayProtocol'
import { type EventList, withNewest, withOlder } from './eventList'

const event = (messageId: string, status = 'queued') => ({ messageId, status }) as GatewayEvent
const list = (ids: string[], nextCursor?: string): EventList => ({
  events: ids.map((id) => event(id)),
  ...(nextCursor && { nextCursor }),
})
const idsOf = ({ events }: EventList) => events.map(({ messageId }) => messageId)

test('DV-19 newer events come before those that were read, which take their new state', () => {
  const read = withOlder(list(['c', 'b'], 'after b'), list(['a']))
  const newest = { events: [event('d'), event('c', 'acked')], nextCursor: 'after c' }
  const joined = withNewest(read, newest)
  expect(idsOf(joined)).toEqual(['d', 'c', 'b', 'a'])
  expect(joined.events[1]?.status).toBe('acked')
  expect(joined.nextCursor).toBeUndefined()
})

test('DV-19 where more went by than a page holds, or than is kept, the list begins anew', () => {
  const newest = list(['z', 'y'], 'after y')
  expect(withNewest(list(['b', 'a']), newest)).toEqual(newest)
  expect(withNewest(undefined, newest)).toEqual(newest)
  const many = list(['y', ...Array.from({ length: 499 }, (_, at) => `old-${at}`)])
  expect(withNewest(many, newest)).toEqual(newest)
})

test('DV-19 an older page adds what is not there, and says where it goes on', () => {
  const joined = withOlder(list(['c', 'b'], 'after b'), list(['b', 'a'], 'after a'))
  expect(idsOf(joined)).toEqual(['c', 'b', 'a'])
  expect(joined.nextCursor).toBe('after a')
})
