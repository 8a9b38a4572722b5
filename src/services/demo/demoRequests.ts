import { z } from 'zod'
import { type DoorRequest, type DoorServices, publicDoor, type Schema } from '@/services/realtime'
import type { DemoOnlineService } from './demoOnlineService'
import type { DemoVisitorsService } from './demoVisitorsService'

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
  async ({ demoOnline }, { query }) => ({ success: true, ...(await demoOnline.look(query)) }),
)

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
