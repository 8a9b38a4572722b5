import { z } from 'zod'
import { type DoorRequest, type DoorServices, publicDoor, type Schema } from '@/services/realtime'
import type { DemoVisitorsService } from './demoVisitorsService'

type Services = DoorServices & {
  demoVisitors: DemoVisitorsService
  identity: { requireOwnOrigin(request: DoorRequest): void }
}

interface Switch {
  running: boolean
}

const switchSchema: Schema<Switch> = z.object({ running: z.boolean() })

/** `GET /api/demo/visitors` */
export const getDemoVisitors = publicDoor<Services>({}, async ({ demoVisitors }) => ({
  success: true,
  ...demoVisitors.state(),
}))

/** `PUT /api/demo/visitors` `{ running }` */
export const putDemoVisitors = publicDoor<Services, Switch>(
  { body: switchSchema },
  async ({ demoVisitors, identity }, { body, request }) => {
    identity.requireOwnOrigin(request)
    return { success: true, ...demoVisitors.turn(body.running) }
  },
)
