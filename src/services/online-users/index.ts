export { memoryOnlineUsersStore } from './memoryOnlineUsersStore'
export { createOnlineUsers, type OnlineUsersService } from './onlineUsersService'
export type { OnlineUsersStore } from './onlineUsersStore'
export { socketIoPresenceAudience } from './socketIoPresenceAudience'
