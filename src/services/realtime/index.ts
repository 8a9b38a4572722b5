export { AnswerHeaders } from './answerHeaders'
export type { Broadcaster } from './broadcaster'
export type { Connection, ConnectionOrigin, ParleySocket, SocketDoor } from './connection'
export type { DoorRequest } from './doorRequest'
export type { ToldRules } from './doorRules'
export {
  adminDoor,
  callerDoor,
  clientIp,
  type DoorAnswer,
  type DoorServices,
  fileDoor,
  type HttpCall,
  type HttpDoor,
  httpDoor,
  noteTab,
  publicDoor,
  userDoor,
} from './httpDoor'
export { plainText } from './plainText'
export {
  isAdmin,
  type PersonPrincipal,
  type Principal,
  type Scope,
  type ServicePrincipal,
  type UserPrincipal,
  type VisitorPrincipal,
} from './principal'
export type { Pusher } from './pusher'
export {
  createRequestLimits,
  type LimiterOf,
  memoryLimiter,
  type RequestLimits,
  usualLimits,
} from './requestLimits'
export type { RoomMessage, RoomRelay, SilentProcess } from './roomRelay'
export { rooms } from './rooms'
export { attachmentIdsSchema, idSchema, type Schema, valid } from './validation'
