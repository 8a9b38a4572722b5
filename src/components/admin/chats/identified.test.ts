import { expect, test } from 'vitest'
import type { SocketLink } from '@/lib/client/socketLink'
import type { VisitorIdentified } from '@/lib/webchatEvents'
import { createIdentified, hearIdentified } from './identified'

test('UA-34 what is written to an anonymous visitor moves before it is said who they are', () => {
  const identified = createIdentified()
  const steps: string[] = []
  let say = (_: VisitorIdentified) => {}
  const socket = {
    on: (_: string, hear: typeof say) => {
      say = hear
    },
  } as unknown as Pick<SocketLink, 'on'>
  identified.subscribe((known) => steps.push(JSON.stringify(known)))
  hearIdentified(identified, socket, (from, to) => steps.push(`${from} > ${to}`))
  say({ visitorId: 'v_1', userId: 'mia', conversationId: 'c_mia', removedId: 'c_1' })
  say({ visitorId: 'v_2', userId: 'noa', conversationId: 'c_2' })
  expect(steps).toEqual(['c_1 > c_mia', '{"v_1":"mia"}', '{"v_1":"mia","v_2":"noa"}'])
})
