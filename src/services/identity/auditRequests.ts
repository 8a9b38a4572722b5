import { z } from 'zod'
import type { AuditAnswer } from '@/lib/developersProtocol'
import { managerDoor } from './managerDoor'

const pageSchema = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** `GET /api/admin/audit?before&limit`: who changed what of keys, sites and team, newest first. */
export const getAudit = managerDoor(
  { query: pageSchema },
  async ({ identity }, { caller, query: { before, limit } }): Promise<AuditAnswer> => {
    const entries = await identity.audit.list(caller.tenantId, { before, limit: limit + 1 })
    return { success: true, entries: entries.slice(0, limit), hasMore: entries.length > limit }
  },
)
