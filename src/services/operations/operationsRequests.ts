import { timingSafeEqual } from 'node:crypto'
import { errorBody } from '@/lib/errors'
import {
  AnswerHeaders,
  clientIp,
  type DoorAnswer,
  type DoorRequest,
  type DoorServices,
  httpDoor,
  publicDoor,
} from '@/services/realtime'
import type { Metrics } from './metrics'
import type { Readiness } from './readiness'

/** What operators ask of one process. */
export interface Operations {
  readiness(): Promise<Readiness>
  metrics: Pick<Metrics, 'text' | 'contentType'>
  metricsToken: string | undefined
}

type Services = DoorServices & { operations: Operations }

/** The process answers. */
export const getHealth = publicDoor<Services>(
  {},
  async (): Promise<{ status: 'ok' }> => ({ status: 'ok' }),
)

/** Whether each dependency answers; 503 while one does not. */
export const getReady = httpDoor<Services>(async ({ operations }) => {
  const { ready, dependencies } = await operations.readiness()
  return json(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', dependencies })
})

/** Prometheus text, from loopback or with the token. */
export const getMetrics = httpDoor<Services>(async ({ operations }, request) => {
  if (!mayRead(request, operations.metricsToken)) return json(403, errorBody({ code: 'FORBIDDEN' }))
  const { metrics } = operations
  const headers = new AnswerHeaders({ 'content-type': metrics.contentType })
  return { status: 200, headers, body: await metrics.text() }
})

function json(status: number, body: object): DoorAnswer {
  const headers = new AnswerHeaders({
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })
  return { status, headers, body: JSON.stringify(body) }
}

function mayRead(request: DoorRequest, token: string | undefined): boolean {
  if (token === undefined) return isLoopback(clientIp(request))
  const shown = Buffer.from(request.headers.get('authorization') ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return shown.length === expected.length && timingSafeEqual(shown, expected)
}

function isLoopback(ip: string): boolean {
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(ip)
}
