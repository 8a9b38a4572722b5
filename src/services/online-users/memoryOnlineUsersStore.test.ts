import { describeEndedVisits } from './endedVisits.contract'
import { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
import { describePresenceFacets } from './onlineUsersFacets.contract'
import { describePresenceHistories } from './onlineUsersHistories.contract'
import { describeOnlineUsersNodes } from './onlineUsersNodes.contract'
import { describeOnlineUsersPages } from './onlineUsersPages.contract'
import { describeOnlineUsersReach } from './onlineUsersReach.contract'
import { describeOnlineUsersSteps } from './onlineUsersSteps.contract'
import { describeOnlineUsersStore } from './onlineUsersStore.contract'

async function openMemory() {
  let nowMs = Date.UTC(2026, 0, 15)
  return {
    store: memoryOnlineUsersStore({ now: () => nowMs }),
    advance: async (ms: number) => {
      nowMs += ms
    },
    close: async () => {},
  }
}

describeOnlineUsersStore('memory', openMemory)
describeOnlineUsersNodes('memory', openMemory)
describeOnlineUsersPages('memory', openMemory)
describeEndedVisits('memory', openMemory)
describeOnlineUsersReach('memory', openMemory)
describeOnlineUsersSteps('memory', openMemory)
describePresenceFacets('memory', openMemory)
describePresenceHistories('memory', openMemory, { histories: 2000 })
