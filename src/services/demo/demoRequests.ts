import { z } from 'zod'
import type { DemoOnline } from '@/lib/demoProtocol'
import { type DoorRequest, type DoorServices, publicDoor, type Schema } from '@/services/realtime'
import type { DemoOnlineService } from './demoOnlineService'
import type { DemoVisitorsService, DemoVisitorsState } from './demoVisitorsService'

type Services = DoorServices & {
  demoOnline: DemoOnlineService
  demoVisitors: DemoVisitorsService
  identity: { requireOwnOrigin(request: DoorRequest): void }
}

interface Switch {
  running: boolean
}

const switchSchema: Schema<Switch> = z.object({ running: z.boolean() })

const lookSchema = z.object({
  you: z.string().max(16).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(8),
})

/** `GET /api/demo/online?you&limit` → who is here, for everybody */
export const getDemoOnline = publicDoor<Services, undefined, z.infer<typeof lookSchema>>(
  { query: lookSchema },
  async ({ demoOnline }, { query }): Promise<{ success: true } & DemoOnline> => ({
    success: true,
    ...(await demoOnline.look(query)),
  }),
)

/** `GET /api/demo/visitors`: whether the demo's shop has simulated visitors. */
export const getDemoVisitors = publicDoor<Services>(
  {},
  async ({ demoVisitors }): Promise<{ success: true } & DemoVisitorsState> => ({
    success: true,
    ...demoVisitors.state(),
  }),
)

/** `PUT /api/demo/visitors`: turns the simulated visitors of the demo's shop on or off. */
export const putDemoVisitors = publicDoor<Services, Switch>(
  { body: switchSchema },
  async (
    { demoVisitors, identity },
    { body, request },
  ): Promise<{ success: true } & DemoVisitorsState> => {
    identity.requireOwnOrigin(request)
    return { success: true, ...demoVisitors.turn(body.running) }
  },
)
