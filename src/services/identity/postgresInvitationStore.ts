import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { type Database, schema } from '@/services/database'
import { lockTenant, recordDeed } from './audit/postgresAuditStore'
import type { InvitationStore } from './linkStore'

const { invitations, tenants } = schema

export function postgresInvitationStore({ orm }: Database): InvitationStore {
  const isOpen = isNull(invitations.acceptedAt)
  return {
    add: (doing, invitation) =>
      orm.transaction(async (tx) => {
        const tenantId = await lockTenant(tx, doing.tenantId)
        const { email, role: detail } = invitation
        const earlier = and(eq(invitations.tenantId, tenantId), eq(invitations.email, email))
        await tx.delete(invitations).where(and(earlier, isOpen))
        await tx.insert(invitations).values({ ...invitation, tenantId, createdAt: doing.at })
        const deed = { action: 'invitation.created', target: email, detail } as const
        await recordDeed(tx, tenantId, doing, deed)
      }),
    list: async (tenantId, at) => {
      const rows = await orm
        .select({ invitation: invitations })
        .from(invitations)
        .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
        .where(and(eq(tenants.key, tenantId), isOpen, gt(invitations.expiresAt, at)))
        .orderBy(desc(invitations.createdAt), invitations.email)
      return rows.map(({ invitation: { id, email, role, createdAt, expiresAt } }) => ({
        ...{ id, email, role },
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }))
    },
    revoke: (doing, id) =>
      orm.transaction(async (tx) => {
        const tenantId = await lockTenant(tx, doing.tenantId)
        const isIt = and(eq(invitations.id, id), eq(invitations.tenantId, tenantId), isOpen)
        const [gone] = await tx.delete(invitations).where(isIt).returning()
        if (!gone) return false
        await recordDeed(tx, tenantId, doing, { action: 'invitation.revoked', target: gone.email })
        return true
      }),
    isUsable: async (tokenHash, email, at) => {
      const isMeant = and(eq(invitations.tokenHash, tokenHash), eq(invitations.email, email))
      const found = await orm
        .select({ email: invitations.email })
        .from(invitations)
        .where(and(isMeant, isOpen, gt(invitations.expiresAt, at)))
      return found.length > 0
    },
  }
}
