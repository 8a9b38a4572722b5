export { createOutboxRelay } from './createOutbox'
export type { JobStream } from './jobStream'
export { memoryJobStream } from './memoryJobStream'
export { redisJobStream } from './redisJobStream'
