import type { CpuClock } from '../processes/cpuClock'
import type { RunningProcess } from '../processes/startProcess'

export type TargetName =
  | 'parley'
  | 'parley through Next'
  | 'parley alone'
  | 'parley on two'
  | 'parley with Redis'
  | 'guide'
  | 'bare'
  | 'node'

export interface Person {
  userId: string
  token: string
}

/** Somebody on a website, in a session of their own. */
export interface Visitor extends Person {
  sessionId: string
}

/** A direct conversation. */
export interface Pair {
  conversationId: string
  people: readonly [Person, Person]
}

export interface Server {
  port: number
  /** Of a second process, where there is one. */
  otherPort?: number
  process: RunningProcess
  /** Of all its processes. */
  cpu: CpuClock
}

/** The product or one of its comparison partners. */
export interface Target {
  readonly name: TargetName
  /** Starts the server on its storage; people and conversations outlive it. */
  start(): Promise<Server>
  /** The first `count` people, made when they are missing. */
  people(server: Server, count: number): Promise<Person[]>
  pairs(server: Server, people: readonly Person[]): Promise<Pair[]>
  /** Messages that storage holds; undefined where nothing is stored. */
  storedMessages(server: Server, pairs: readonly Pair[]): Promise<number | undefined>
  /** The first `count` visitors of a website, made when they are missing. */
  visitors(server: Server, count: number): Promise<Visitor[]>
  /** Messages of these visitors that storage holds; undefined where nothing is stored. */
  storedOfVisitors(server: Server, visitors: readonly Visitor[]): Promise<number | undefined>
  /** Jobs that the tenant's back end was ever given; undefined where it gets none. */
  jobs(): Promise<number | undefined>
  /** People that the server counts as online; undefined where nobody counts. */
  onlineCount(server: Server): Promise<number | undefined>
}
