export { createVisitorSessions } from './createVisitorSessions'
export { redisSessionProjection } from './redisSessionProjection'
export { noSessionProjection, type SessionProjection } from './sessionProjection'
export type { VisitorSessionsService } from './visitorSessionsService'
