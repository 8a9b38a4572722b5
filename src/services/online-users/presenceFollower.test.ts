import { expect, test } from 'vitest'
import { dataOf, joining } from './fakePresence'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import { type PresenceHappening, presenceFollower } from './presenceFollower'

test('WH-9 tells who comes, goes and is on another page, with ids that every process makes alike', async () => {
  const store = memoryOnlineUsersStore()
  const follow = presenceFollower(store)
  const heard: PresenceHappening[][] = [[], []]
  const stops = await Promise.all(
    heard.map((list) => follow('acme', (happening) => list.push(happening))),
  )
  await store.join(joining('one'))
  const { tenantId, instance } = joining('one')
  await store.update({ tenantId, instance, data: { ...dataOf('one'), url: '/pricing' } })
  await store.update({
    tenantId,
    instance,
    data: { ...dataOf('one'), url: '/pricing', active: false },
  })
  expect(heard[0]?.map(({ what, user }) => [what, 'url' in user ? user.url : undefined])).toEqual([
    ['online', '/'],
    ['page_changed', '/pricing'],
  ])
  expect(heard[0]).toEqual(heard[1])
  await Promise.all(stops.map((stop) => stop()))
})
