import { describe } from 'vitest'
import { describeEndedVisits } from './endedVisits.contract'
import { describePresenceFacets } from './onlineUsersFacets.contract'
import { describePresenceHistories } from './onlineUsersHistories.contract'
import { describeOnlineUsersNodes } from './onlineUsersNodes.contract'
import { describeOnlineUsersPages } from './onlineUsersPages.contract'
import { describeOnlineUsersReach } from './onlineUsersReach.contract'
import { describeOnlineUsersSteps } from './onlineUsersSteps.contract'
import { describeOnlineUsersStore } from './onlineUsersStore.contract'
import { PRESENCE_DATABASES, redisStores, testRedisUrl } from './testRedis'

const open = redisStores(PRESENCE_DATABASES)

describe.skipIf(!testRedisUrl)('on Redis', () => {
  describeOnlineUsersStore('redis', open)
  describeOnlineUsersNodes('redis', open)
  describeOnlineUsersPages('redis', open)
  describeEndedVisits('redis', open)
  describeOnlineUsersReach('redis', open)
  describeOnlineUsersSteps('redis', open)
  describePresenceFacets('redis', open)
  describePresenceHistories('redis', open, { histories: 1000, maxSteps: 10, atOnce: 5 })
})
