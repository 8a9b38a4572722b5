import { timingSafeEqual } from 'node:crypto'
import { errorBody } from '@/lib/errors'
import { clientIp, type DoorServices, type HttpDoor, publicDoor } from '@/services/realtime'
import type { Metrics } from './metrics'
import type { Readiness } from './readiness'

/** What operators ask of one process. */
export interface Operations {
  readiness(): Promise<Readiness>
  metrics: Metrics
  metricsToken: string | undefined
}

type Services = DoorServices & { operations: Operations }

/** The process answers. */
export const getHealth = publicDoor<Services>({}, async () => ({ status: 'ok' }))

/** Whether each dependency answers; 503 while one does not. */
export const getReady: HttpDoor<Services> = async (services) => {
  const { ready, dependencies } = await services.operations.readiness()
  const status = ready ? 200 : 503
  return Response.json({ status: ready ? 'ready' : 'not ready', dependencies }, { status })
}

/** Prometheus text, from loopback or with the token. */
export const getMetrics: HttpDoor<Services> = async ({ operations }, request) => {
  if (!mayRead(request, operations.metricsToken)) {
    return Response.json(errorBody({ code: 'FORBIDDEN' }), { status: 403 })
  }
  const { metrics } = operations
  return new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType } })
}

function mayRead(request: Request, token: string | undefined): boolean {
  if (token === undefined) return isLoopback(clientIp(request))
  const shown = Buffer.from(request.headers.get('authorization') ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return shown.length === expected.length && timingSafeEqual(shown, expected)
}

function isLoopback(ip: string): boolean {
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(ip)
}
