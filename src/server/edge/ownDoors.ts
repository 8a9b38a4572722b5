import type { IncomingMessage } from 'node:http'
import type { BackEnd, EdgeMetrics } from '@/services/edge'
import type { Operations } from '@/services/operations'
import { getHealth, getMetrics, getReady } from '@/services/operations/operationsRequests'
import type { DoorAnswer, DoorServices } from '@/services/realtime'
import { doorRequest } from '../nodeDoor'

/** What the edge answers of itself; undefined for everything else. */
export type OwnDoors = (request: IncomingMessage) => Promise<DoorAnswer | undefined>

interface Options {
  services: DoorServices
  backEnds(): readonly BackEnd[]
  /** The process is about to end. */
  isClosing(): boolean
  metrics: EdgeMetrics
  metricsToken: string | undefined
}

const DOORS = new Map([
  ['/api/health', getHealth],
  ['/api/ready', getReady],
  ['/metrics', getMetrics],
])

/** The operator's addresses, as every process has them. Those of back ends are not reached from here. */
export function createOwnDoors(options: Options): OwnDoors {
  const { services, metrics, metricsToken } = options
  const operations: Operations = {
    readiness: async () => readiness(options),
    metrics,
    metricsToken,
  }
  return async (request) => {
    const door = DOORS.get(request.url?.split('?', 1)[0] ?? '')
    if (!door || request.method !== 'GET') return undefined
    return door.answer({ ...services, operations }, doorRequest(request))
  }
}

/** Ready while somebody takes what comes. Back ends have numbers: where they are is nobody's business. */
function readiness({ backEnds, isClosing }: Options) {
  const found = backEnds().map(({ state, takes }, index) => ({
    name: `back end ${index + 1}`,
    takes,
    kind: state ?? 'unknown',
    ok: state === 'ready',
  }))
  const isTaken = (['requests', 'sockets'] as const).every((traffic) =>
    found.some(({ takes, kind }) => takes.includes(traffic) && kind !== 'down'),
  )
  const dependencies = found.map(({ name, kind, ok }) => [name, { kind, ok }])
  return { ready: isTaken && !isClosing(), dependencies: Object.fromEntries(dependencies) }
}
