export { createPresenceRecords } from './createPresenceRecords'
export { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
export { createOnlineUsers, type OnlineUsersService } from './onlineUsersService'
export type { OnlineUsersStore } from './onlineUsersStore'
export {
  type FollowPresence,
  type PresenceHappening,
  presenceFollower,
} from './presenceFollower'
export { redisOnlineUsersStore } from './redisOnlineUsersStore'
export { socketIoPresenceAudience } from './socketIoPresenceAudience'
