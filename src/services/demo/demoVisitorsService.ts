import type { Logger } from 'pino'
import { refusal } from '@/lib/errors'
import { SimulatedVisitors } from './simulatedVisitors'

/** Enough for a table that moves, few enough to follow. */
const CROWD = { size: 24, arrivalsPerSecond: 4 }

export interface DemoVisitorsState {
  running: boolean
  visitors: number
}

/** Simulated visitors in the demo shop of this process, on a switch. */
export interface DemoVisitorsService {
  /** Tells where the server listens; from then on the switch works. */
  begin(url: string): void
  /** `NOT_FOUND` where there is no demo. */
  state(): DemoVisitorsState
  /** @throws NOT_FOUND where there is no demo. */
  turn(on: boolean): DemoVisitorsState
  close(): void
}

interface Options {
  isDemo: boolean
  /** Visitors come with the start. */
  fromTheStart: boolean
  tenantId: string
  apiKey: string
  log: Logger
}

export function createDemoVisitors(options: Options): DemoVisitorsService {
  const { isDemo, fromTheStart, tenantId, apiKey, log } = options
  let url: string | undefined
  let crowd: SimulatedVisitors | undefined

  function turn(on: boolean): DemoVisitorsState {
    if (!isDemo || !url) throw refusal('NOT_FOUND')
    if (on) crowd ??= gather(url)
    else stop()
    return state()
  }

  function gather(at: string): SimulatedVisitors {
    const onRefusal = (reason: string) => log.debug({ reason }, 'a simulated visitor was refused')
    return new SimulatedVisitors({ site: { url: at, tenantId, apiKey }, ...CROWD, onRefusal })
  }

  function state(): DemoVisitorsState {
    if (!isDemo) throw refusal('NOT_FOUND')
    return { running: crowd !== undefined, visitors: crowd?.count ?? 0 }
  }

  function stop(): void {
    crowd?.stop()
    crowd = undefined
  }

  return {
    begin: (listensAt) => {
      url = listensAt
      if (isDemo && fromTheStart) turn(true)
    },
    state,
    turn,
    close: stop,
  }
}
